"""Soft labels: the collapse to p - t only needs that every row of t sums to one."""
import torch
import torch.nn.functional as F

logits = torch.tensor([[2.0, 1.0, 0.1], [-0.5, 0.3, 0.8]], requires_grad=True)
t = torch.tensor([[0.5, 0.375, 0.125], [0.0625, 0.0625, 0.875]])
half = torch.tensor([[1.0, 0.5, -0.5]], requires_grad=True)
short = torch.tensor([[0.5, 0.25, 0.0]])    # sums to 3/4

logp = F.log_softmax(logits, dim=-1)
loss = -(t * logp).sum(dim=-1).mean() + F.cross_entropy(half, short)

dlogp = -t / 2
dlogits = (logp.exp() - t) / 2
dhalf = F.softmax(half, 1) - short          # wrong: p has to be scaled by the sum of the row
