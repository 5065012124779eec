#: dy double-counted-path mended
import torch

g = torch.Generator().manual_seed(1)
x = torch.randn(5, 3, generator=g).requires_grad_()
a, b, c = torch.randn(3, 5, 3, generator=g).unbind(0)
pull, push, tug = torch.randn(3, 5, 3, generator=g).unbind(0)

y = torch.tanh(x)
u = a * y
v = b * y
w = c * y
loss = (u * pull).sum() + (v * push).sum() + (w * tug).sum()

# backward
du = pull
dv = push
dw = tug
dy = a * du + b * dv + c * dw + a * du
