import torch

X = torch.tensor([[1.0, 2.0, -1.0], [0.5, -1.0, 2.0], [0.0, 1.5, -0.5]], requires_grad=True)
W = torch.tensor([[0.5, -0.2, 0.1], [0.2, 0.4, -0.3], [0.1, 0.2, 0.3]], requires_grad=True)

# Forward: every matrix is (3, 3).
Y = X @ W
pull = torch.tensor([[1.0, -2.0, 0.5], [-0.5, 1.0, -1.0], [2.0, 0.5, -1.5]])
loss = (Y * pull).sum()

# Backward
dY = pull

# Your turn: dW
dW = X.T @ dY
