"""Slopes of activations, read off the input or the output."""
import torch
import torch.nn.functional as F

x = torch.tensor([-2.5, -1.0, -0.1, 0.2, 0.9, 3.0], requires_grad=True)

a = torch.tanh(x)
b = torch.sigmoid(x)
c = F.silu(x)
d = F.softplus(x)
e = F.relu(x)
s = torch.sin(x) * torch.cos(x)
q = (x * x + 1).sqrt()
r = torch.rsqrt(x.square() + 1)
y = torch.stack([a, b, c, d, e, s, q, r])
weights = torch.arange(1.0, 9.0).unsqueeze(1)
loss = (weights * y).sum()

dy = weights.expand(8, 6)
da, db, dc, dd, de, ds, dq, dr = dy.unbind(0)
dx = (1 - a**2) * da
dx = dx + b * (1 - b) * db
dx = dx + (b + x * b * (1 - b)) * dc
dx = dx + torch.sigmoid(x) * dd
dx = dx + (x > 0) * de
dx = dx + (torch.cos(x) ** 2 - torch.sin(x) ** 2) * ds
dx = dx + x / q * dq
dx = dx - x * r**3 * dr
