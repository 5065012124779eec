"""Batch norm over n - 1, its one-line gradient over n: off by 1/n in the third term only."""
import torch

torch.manual_seed(12)
n = 8
x = torch.randn(n, 3, requires_grad=True)
gain = torch.tensor([0.9, 1.1, 1.3], requires_grad=True)
shift = torch.tensor([0.1, -0.1, 0.2], requires_grad=True)
biased = torch.randn(n, 3, requires_grad=True)
pull = torch.randn(n, 3)

xhat = (x - x.mean(0)) / torch.sqrt(x.var(0) + 1e-5)
y = gain * xhat + shift
bhat = (biased - biased.mean(0)) / torch.sqrt(biased.var(0, unbiased=False) + 1e-5)
loss = (y * pull).sum() + (bhat * pull).sum()

dy = pull
dgain = (dy * xhat).sum(0)
dshift = dy.sum(0)
s = torch.sqrt(x.var(0) + 1e-5)
dx = gain / s * (dy - dy.mean(0) - xhat * (dy * xhat).mean(0))
# The same formula, where the variance is over n: right.
dbhat = pull
s_biased = torch.sqrt(biased.var(0, unbiased=False) + 1e-5)
dbiased = (dbhat - dbhat.mean(0) - bhat * (dbhat * bhat).mean(0)) / s_biased
