#: dx norm-mean-path-missing mended
import torch

g = torch.Generator().manual_seed(1)
n = 7
x = torch.randn(n, 5, generator=g).requires_grad_()
gamma = (torch.randn(1, 5, generator=g) * 0.3 + 1.0).requires_grad_()
beta = (torch.randn(1, 5, generator=g) * 0.2).requires_grad_()
pull = torch.randn(n, 5, generator=g)

mu = x.mean(0, keepdim=True)
var = x.var(0, keepdim=True)
xhat = (x - mu) / torch.sqrt(var + 1e-5)
y = gamma * xhat + beta
loss = (y * pull).sum()

# backward
dy = pull
dx = gamma / torch.sqrt(var + 1e-5) * (dy - xhat * (dy * xhat).sum(0) / (n - 1))
