import torch
import torch.nn.functional as F

z = torch.tensor([2.0, 1.0, 0.1], requires_grad=True)
y = torch.tensor([1.0, 1.0, 0.0])  # The sum is 2.

# Forward
p = F.softmax(z, dim=0)
loss = -(y * torch.log(p)).sum()

# Your turn: dz
dz = y.sum() * p - y
