"""Every number is a small multiple of a power of two: nothing rounds, every gradient is exact."""
import torch

x = torch.tensor([[1.0, -2.0, 0.5], [4.0, 0.25, -1.0]])
W = torch.tensor([[0.5, 2.0], [1.0, -1.0], [-4.0, 0.125]], requires_grad=True)
b = torch.tensor([0.75, -0.5], requires_grad=True)
target = torch.tensor([[1.0, 0.0], [0.5, -3.0]])

y = x @ W + b
diff = y - target
sq = diff**2
loss = sq.sum() / 4

dsq = torch.ones_like(sq) / 4
ddiff = 2 * diff * dsq
dy = ddiff
dtarget = -ddiff
dx = dy @ W.T
dW = x.T @ dy
db = dy.sum(0)
