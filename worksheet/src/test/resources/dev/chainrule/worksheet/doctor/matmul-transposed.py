#: dh matmul-transposed mended
import torch

g = torch.Generator().manual_seed(1)
x = torch.randn(5, 3, generator=g)
V = torch.randn(3, 3, generator=g).requires_grad_()
W = torch.randn(3, 3, generator=g).requires_grad_()
pull = torch.randn(5, 3, generator=g)

h = torch.tanh(x @ V)
out = h @ W
loss = (out * pull).sum()

# backward
dout = pull
dh = dout @ W
