import torch

X = torch.tensor([[1.0, 2.0, -1.0], [0.5, -1.0, 2.0]], requires_grad=True)
W = torch.tensor(
    [[0.5, 0.2, 0.1], [-0.2, 0.4, 0.2], [0.1, -0.3, 0.3], [0.3, 0.1, -0.4]],
    requires_grad=True,
)

# Forward
Y = X @ W.T  # (2, 3) @ (3, 4) is (2, 4)
pull = torch.tensor([[1.0, -2.0, 0.5, 1.5], [-0.5, 1.0, -1.0, 2.0]])
loss = (Y * pull).sum()

# Backward
dY = pull

# Your turn: dW
dW = dY.T @ X
