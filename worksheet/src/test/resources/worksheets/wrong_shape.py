"""Right numbers in the wrong shape: allclose broadcasts and sees nothing, a shape check does."""
import torch

torch.manual_seed(5)
x = torch.randn(8, 64)
gain = torch.ones(1, 64, requires_grad=True)
bias = torch.zeros(1, 64, requires_grad=True)
scale = torch.tensor([0.5], requires_grad=True)
column = torch.full((8, 1), 0.25, requires_grad=True)

y = gain * x + bias
z = y * scale + column
loss = (z**2).mean()

dz = 2 * z / z.numel()
dscale = (dz * y).sum()                     # () for (1,)
dcolumn = dz.sum(1)                         # (8,) for (8, 1)
dy = dz * scale
dgain = (dy * x).sum(0)                     # (64,) for (1, 64)
dbias = dy.sum(0, keepdims=True)            # as it should be
dx = (dy * gain).view(-1)                   # (512,) for (8, 64)

assert torch.allclose(dgain, (dy * x).sum(0, keepdim=True))
