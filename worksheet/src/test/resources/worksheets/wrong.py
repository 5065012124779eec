"""Mistakes of different kinds, each made on a right upstream gradient, and one on a wrong one."""
import torch

torch.manual_seed(3)
n = 4
x = torch.randn(n, 4)
W = torch.randn(4, 4, requires_grad=True)
b = torch.randn(4, requires_grad=True)
u = torch.randn(4, 4, requires_grad=True)
t = torch.randn(n, 4)

y = x @ W
s = y + b
v = s * u
d2 = (v - t) ** 2
loss = d2.mean()

dd2 = torch.full((n, 4), 1.0 / 16)
dv = (v - t) * dd2                          # the factor 2 is lost
dt = 2 * (v - t) * dd2                      # the sign is lost
ds = u * 2 * (v - t) / 16                   # right: takes nothing from dv
du = u * 2 * (v - t) / 16                   # the wrong factor: s belongs here
db = ds.sum(1)                              # the wrong axis, and the shape fits
dy = ds.mean(0).expand(4, 4)                # a mean where nothing was reduced
dW = x @ dy                                 # x is not transposed, and dy was wrong already
dx = dy @ W.T                               # right given dy
