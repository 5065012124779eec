import torch

h = torch.tensor([[1.0, -1.0, 0.5], [0.5, 2.0, -1.0], [1.5, 0.0, 1.0], [-1.0, 1.0, 0.5]])
W = torch.tensor([[0.2, -0.4], [0.7, 0.1], [-0.3, 0.6]], requires_grad=True)
y = h @ W  # (4, 2)
loss = (y**2).sum() / 8

# Your turn: dy
dy = 2 * y / 8

# Your turn: dW
dW = h.T @ dy
