import torch

Z = torch.tensor([[0.2, -0.4, 0.1], [0.5, 0.7, -0.6], [-0.1, 0.3, 0.8]])
b = torch.tensor([0.1, -0.2, 0.3], requires_grad=True)

# Forward: (3, 3) + (3,).
Y = Z + b
pull = torch.tensor([[-1.00, 0.45, 0.62], [-0.13, -0.71, -0.91], [-0.60, -0.84, 0.86]])
loss = (Y * pull).sum()

# Backward
dY = pull

# Your turn: db
db = dY.sum(0)
