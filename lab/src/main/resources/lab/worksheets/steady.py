import torch
import torch.nn.functional as F

logits = torch.tensor([[0.0, 120.0, 3.0]], requires_grad=True)
y = torch.tensor([[1.0, 0.0, 0.0]])
loss = F.cross_entropy(logits, torch.tensor([0]))

# The long way divides by p, which has become 0.
counts = (logits - 120.0).exp()
p = counts / counts.sum()
d_p = -y / p
long = p * (d_p - (p * d_p).sum())

# The short way
short = p - y
