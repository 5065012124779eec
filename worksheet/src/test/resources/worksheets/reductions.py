"""Reductions of every kind, over one dimension, over two, and over all."""
import torch

torch.manual_seed(64)
x = torch.randn(3, 4, 5, requires_grad=True)
u = torch.rand(6, requires_grad=True)
v = torch.rand(6, requires_grad=True)

average = x.mean((0, 2))                    # (4,)
spread = x.std(1)                           # (3, 5)
variance = x.var(dim=0, unbiased=False)     # (4, 5)
soft = x.logsumexp(-1)                      # (3, 4)
lowest = x.min()
product = u.prod()
running = v.cumsum(0)
loss = (average**2).sum() + spread.sum() + 2 * variance.sum() + soft.sum() - lowest
loss = loss + 3 * product + (running * running).sum()

daverage = 2 * average
dspread = torch.ones(3, 5)
dvariance = torch.full((4, 5), 2.0)
dsoft = torch.ones_like(soft)
dlowest = -1.0
dx = daverage.view(1, 4, 1).expand_as(x) / 15
dx = dx + dspread[:, None, :] * (x - x.mean(1, keepdim=True)) / (3 * spread.unsqueeze(1))
dx = dx + dvariance * 2 * (x - x.mean(0)) / 3
dx = dx + dsoft[..., None] * torch.exp(x - soft.unsqueeze(-1))
dx = dx + dlowest * (x == lowest)
dproduct = 3.0
du = dproduct * product / u
drunning = 2 * running
dv = torch.stack([drunning[i:].sum() for i in range(6)])
