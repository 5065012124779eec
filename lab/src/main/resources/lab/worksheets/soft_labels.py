import torch
import torch.nn.functional as F

z = torch.tensor([2.0, 1.0, 0.1], requires_grad=True)
y = torch.tensor([0.7, 0.2, 0.1])

# Forward
p = F.softmax(z, dim=0)
loss = -(y * torch.log(p)).sum()

# Your turn: dz
dz = p - y
