#: dx wrong-power-factor mended
import torch

g = torch.Generator().manual_seed(1)
x = torch.randn(5, 3, generator=g).requires_grad_()
pull = torch.randn(5, 3, generator=g)

y = x**3
loss = (y * pull).sum()

# backward
dy = pull
dx = x**2 * dy
