"""Products by letters: the gradient of an einsum is an einsum with the letters exchanged."""
import torch

torch.manual_seed(4)
A = torch.randn(2, 3, 4, requires_grad=True)
Bm = torch.randn(2, 4, 5, requires_grad=True)
u = torch.randn(3, requires_grad=True)
w = torch.randn(5, requires_grad=True)

P = torch.einsum("bik,bkj->bij", A, Bm)
rank1 = torch.einsum("i,j->ij", u, w)
M = P * rank1
total = torch.einsum("bij->b", M)
loss = torch.einsum("b,b->", total, total)

dtotal = 2 * total
dM = dtotal.view(2, 1, 1).expand(2, 3, 5)
dP = dM * rank1
drank1 = torch.einsum("bij,bij->ij", dM, P)
dA = torch.einsum("bij,bkj->bik", dP, Bm)
dBm = torch.einsum("bik,bij->bkj", A, dP)
du = torch.einsum("ij,j->i", drank1, w)
dw = torch.einsum("ij,i->j", drank1, u)
