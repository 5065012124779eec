import torch

x = torch.tensor([[1.0, -2.0, 0.5], [3.0, 1.0, -1.0]])  # (2, 3)
gain = torch.tensor([[0.9, 1.1, 1.2]], requires_grad=True)  # (1, 3)
y = gain * x
loss = (y**2).sum()

# Your turn: dy
dy = 2 * y

# Your turn: dgain
dgain = (x * dy).sum(0, keepdim=True)
