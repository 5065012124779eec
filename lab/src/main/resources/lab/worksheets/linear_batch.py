import torch

# Two sentences of three words, four numbers for each word.
X = torch.tensor(
    [
        [[1.0, 0.5, -1.0, 2.0], [0.0, -0.5, 1.5, 1.0], [-2.0, 1.0, 0.5, -1.0]],
        [[0.5, 0.5, 1.0, -0.5], [2.0, -1.0, 0.0, 1.0], [-1.0, 1.5, -0.5, 0.5]],
    ],
    requires_grad=True,
)
W = torch.tensor([[0.5, -0.2], [0.3, 0.4], [-0.6, 0.1], [0.2, 0.7]], requires_grad=True)
b = torch.tensor([0.1, -0.3], requires_grad=True)

# Forward
Y = X @ W + b  # (2, 3, 4) @ (4, 2) + (2,) is (2, 3, 2)
pull = torch.tensor(
    [[[1.0, -2.0], [0.5, 1.0], [-1.5, 0.5]], [[2.0, -0.5], [-1.0, 1.5], [0.5, 3.0]]]
)
loss = (Y * pull).sum()

# Backward
dY = pull

# Your turn: dX
dX = dY @ W.T

# Your turn: dW
dW = (X.transpose(1, 2) @ dY).sum(0)

# Your turn: db
db = dY.sum((0, 1))
