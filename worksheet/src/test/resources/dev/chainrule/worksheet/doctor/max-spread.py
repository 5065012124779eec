#: dx max-spread
import torch

g = torch.Generator().manual_seed(1)
x = torch.randn(5, 3, generator=g).requires_grad_()
pull = torch.randn(5, generator=g)

top = x.max(1).values
loss = (top * pull).sum()

# backward
dtop = pull
dx = torch.ones_like(x) * dtop[:, None]
