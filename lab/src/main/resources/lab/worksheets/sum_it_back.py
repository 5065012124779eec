import torch

x = torch.tensor([[1.0, -2.0], [0.5, 3.0], [2.0, 1.0]])
W = torch.tensor([[0.3, -0.1, 0.5], [0.2, 0.4, -0.6]], requires_grad=True)
b = torch.tensor([0.1, -0.2, 0.3], requires_grad=True)
y = x @ W + b  # (3, 3): b is copied to three rows
loss = (y**2).sum()

# Your turn: dy
dy = 2 * y

# Your turn: db
db = dy.sum(0)
