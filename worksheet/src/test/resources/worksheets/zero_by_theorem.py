"""Gradients that are zero whatever the numbers are; autograd returns the noise of its sums."""
import torch
import torch.nn.functional as F

torch.manual_seed(9)
x = torch.randn(16, 4)
W = torch.randn(4, 5, requires_grad=True)
b = torch.randn(5, requires_grad=True)
labels = torch.randint(0, 5, (16,))

pre = x @ W + b
centred = pre - pre.mean(0, keepdim=True)
xhat = centred / torch.sqrt(pre.var(0, keepdim=True) + 1e-5)
top = xhat.max(1, keepdim=True).values
safe = xhat - top
logp = safe - safe.exp().sum(1, keepdim=True).log()
loss = F.nll_loss(logp, labels)

db = torch.zeros(5)
dtop = torch.zeros(16, 1)
