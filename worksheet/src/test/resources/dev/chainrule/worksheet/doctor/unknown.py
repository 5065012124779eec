#: da unknown mended
import torch

g = torch.Generator().manual_seed(1)
a = torch.randn(2, 3, generator=g).requires_grad_()
b = torch.randn(2, 3, generator=g).requires_grad_()
pull = torch.randn(2, 3, generator=g)

y = a * b
loss = (y * pull).sum()

# backward
dy = pull
da = b * dy + torch.sin(a * 3.1 + b) * dy * y
