#: dx mask-not-applied mended
import torch

g = torch.Generator().manual_seed(1)
rate = 0.3
x = torch.randn(5, 3, generator=g).requires_grad_()
mask = (torch.rand(5, 3, generator=g) > rate).float()
pull = torch.randn(5, 3, generator=g)

y = x * mask / (1 - rate)
loss = (y * pull).sum()

# backward
dy = pull
dx = dy / (1 - rate)
