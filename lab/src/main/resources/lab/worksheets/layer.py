import torch

X = torch.tensor([[1.0, 2.0, -1.0], [0.5, -1.0, 2.0]], requires_grad=True)
W = torch.tensor(
    [[0.5, -0.2, 0.1, 0.3], [0.2, 0.4, -0.3, 0.1], [0.1, 0.2, 0.3, -0.4]],
    requires_grad=True,
)

# Forward. A layer only hears the gradient at its output;
# this loss makes it equal to `pull`.
Y = X @ W  # (2, 3) @ (3, 4) is (2, 4)
pull = torch.tensor([[1.0, -2.0, 0.5, 1.5], [-0.5, 1.0, -1.0, 2.0]])
loss = (Y * pull).sum()

# Backward
dY = pull

# Your turn: dX
dX = dY @ W.T

# Your turn: dW
dW = X.T @ dY
