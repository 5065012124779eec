"""A worksheet in float64, with integers and comparisons mixed in."""
import torch

x = torch.tensor([1, 2, 3, 4])
w = torch.tensor([0.1, 0.2, 0.3, 0.4], dtype=torch.float64, requires_grad=True)
scale = torch.ones((), dtype=torch.float64, requires_grad=True)

z = w * x
even = (x % 2 == 0).double()
y = scale * (z.exp() * even + z * (1 - even))
loss = y.log().sum()

dy = 1 / y
dscale = (dy * y / scale).sum()
dz = scale * dy * torch.where(x % 2 == 0, z.exp(), torch.ones_like(z))
dw = x * dz
