"""A small perceptron with GELU, whose derivative is the normal CDF plus x times its density."""
import math
import torch
import torch.nn.functional as F

torch.manual_seed(77)
x = torch.randn(5, 4)
fc = torch.randn(4, 8, requires_grad=True)
fc_bias = torch.randn(8, requires_grad=True)
proj = torch.randn(8, 2, requires_grad=True)
t = torch.randn(5, 2)

a = F.linear(x, fc.t(), fc_bias)
g = F.gelu(a)
y = g @ proj
loss = (y - t).pow(2).mean(1).sum()

dy = y - t
dproj = g.t() @ dy
dg = dy @ proj.t()
cdf = 0.5 * (1 + torch.erf(a / math.sqrt(2)))
density = torch.exp(-0.5 * a**2) / math.sqrt(2 * math.pi)
da = dg * (cdf + a * density)
dfc_bias = da.sum(dim=0)
dfc = x.t() @ da
dx = da @ fc.t()
