"""A value that is used several times: the gradients of all uses are added."""
import torch

x = torch.tensor([0.3, -1.2, 2.0, 0.7], requires_grad=True)
q = torch.tensor([1.5, 0.25, -0.5, 2.0], requires_grad=True)
r = torch.tensor([0.5, 1.0, -1.5, 0.1], requires_grad=True)

y = x * x + torch.sin(x) + x.exp()
p = q * y
s = q.tanh()
u = r * p + r * s
loss = u.sum()

du = torch.ones(4)
dr = p * du
dr = s * du                                 # overwrites what p had given
dp = r * du
ds = r * du
dq = y * dp
dq += (1 - s**2) * ds
dy = q * dp
dx = 2 * x * dy
dx = dx + x.cos() * dy
dx = dx + x.exp() * dy
