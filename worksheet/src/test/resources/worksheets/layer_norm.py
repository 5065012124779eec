"""Layer norm twice: written out, and F.layer_norm; the variance divides by the row's length."""
import torch
import torch.nn.functional as F

torch.manual_seed(13)
N, D = 6, 10
eps = 1e-5
x = torch.randn(N, D)
gamma = (1 + 0.2 * torch.randn(D)).requires_grad_()
beta = (0.2 * torch.randn(D)).requires_grad_()
g2 = (1 + 0.2 * torch.randn(D)).requires_grad_()
b2 = torch.randn(D, requires_grad=True)
weights = torch.randn(N, D)

mu = x.mean(-1, keepdim=True)
var = x.var(-1, keepdim=True, unbiased=False)
rstd = (var + eps).rsqrt()
xhat = (x - mu) * rstd
out = xhat * gamma + beta
y = F.layer_norm(out, (D,), g2, b2, eps)
loss = (y * weights).mean()

dy = weights / (N * D)
orstd = 1 / torch.sqrt(out.var(1, unbiased=False, keepdim=True) + eps)
ohat = (out - out.mean(1, keepdim=True)) * orstd
dg2 = (dy * ohat).sum(0)
db2 = dy.sum(0)
dohat = dy * g2
along = (dohat * ohat).mean(1, keepdim=True)
dout = orstd * (dohat - dohat.mean(1, keepdim=True) - ohat * along)

dgamma = (dout * xhat).sum(0)
dbeta = dout.sum(0)
dxhat = dout * gamma
drstd = (dxhat * (x - mu)).sum(-1, keepdim=True)
dvar = -0.5 * rstd**3 * drstd
dmu = -(dxhat * rstd).sum(-1, keepdim=True)
dx = dxhat * rstd + dvar * 2 * (x - mu) / D + dmu / D
