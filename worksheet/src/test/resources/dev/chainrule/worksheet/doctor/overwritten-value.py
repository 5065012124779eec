#: dh overwritten-value
import torch

g = torch.Generator().manual_seed(1)
x = torch.randn(5, 3, generator=g)
W = torch.randn(3, 2, generator=g).requires_grad_()
V = torch.randn(2, 2, generator=g).requires_grad_()
target = torch.randn(5, 2, generator=g)

h = torch.tanh(x @ W)
out = h @ V
loss = ((out - target) ** 2).mean()

# backward
dout = 2 * (out - target) / 10
dV = h.T @ dout
V = V - 0.5 * dV
dh = dout @ V.T
