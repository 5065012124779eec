"""F.batch_norm in training: the batch is normalised with 1/n, and so is the gradient."""
import torch
import torch.nn.functional as F

torch.manual_seed(70)
n, features = 12, 4
x = torch.randn(n, features) * 2 + 1
x.requires_grad_()
gain = (1 + 0.1 * torch.randn(features)).requires_grad_()
shift = (0.1 * torch.randn(features)).requires_grad_()
pull = torch.randn(n, features)

y = F.batch_norm(x, None, None, gain, shift, training=True, eps=1e-5)
loss = (y * pull).mean()

dy = pull / y.numel()
mean = x.mean(0)
rstd = 1.0 / (((x - mean) ** 2).mean(0) + 1e-5).sqrt()
xhat = (x - mean) * rstd
dgain = (dy * xhat).sum(0)
dshift = dy.sum(0)
dx = gain * rstd / n * (n * dy - dy.sum(0) - xhat * (dy * xhat).sum(0))
