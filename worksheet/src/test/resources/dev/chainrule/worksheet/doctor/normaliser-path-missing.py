#: dz normaliser-path-missing mended
import torch
import torch.nn.functional as F

g = torch.Generator().manual_seed(1)
z = torch.randn(5, 3, generator=g).requires_grad_()
pull = torch.randn(5, 3, generator=g)

p = F.softmax(z, 1)
loss = (p * pull).sum()

# backward
dp = pull
dz = p * dp
