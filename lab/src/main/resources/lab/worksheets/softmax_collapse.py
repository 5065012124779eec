import torch
import torch.nn.functional as F

z = torch.tensor([2.0, 1.0, 0.1], requires_grad=True)
y = torch.tensor([1.0, 0.0, 0.0])

# Forward
p = F.softmax(z, dim=0)
loss = -(y * torch.log(p)).sum()

# Backward, the long way.
dp = -y / p
jacobian = torch.eye(3) * p - torch.outer(p, p)
terms = dp.unsqueeze(1) * jacobian
the_long_way = terms.sum(0)

# Your turn: dz
dz = p - y
