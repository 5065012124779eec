#: de missing-factor-two mended
import torch

g = torch.Generator().manual_seed(1)
x = torch.randn(5, 3, generator=g).requires_grad_()
target = torch.randn(5, 3, generator=g)

e = x - target
loss = (e**2).mean()

# backward
de = e / e.numel()
