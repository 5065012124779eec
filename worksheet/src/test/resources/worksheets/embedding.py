"""Rows of a table by index, some of them twice: four ways to bring their gradients back."""
import torch
import torch.nn.functional as F

torch.manual_seed(6)
tokens = torch.tensor([3, 1, 3, 0, 3])
E1 = torch.randn(5, 2, requires_grad=True)
E2 = torch.randn(5, 2, requires_grad=True)
E3 = torch.randn(5, 2, requires_grad=True)
E4 = torch.randn(5, 2, requires_grad=True)

a = E1[tokens]
b = F.embedding(tokens, E2)
c = E3.index_select(0, tokens)
d = F.one_hot(tokens, 5).float() @ E4
y = a * b + c * d
loss = (y**3).sum()

dy = 3 * y**2
da = b * dy
db = a * dy
dc = d * dy
dd = c * dy
dE1 = torch.zeros(5, 2).index_add_(0, tokens, da)
dE2 = F.one_hot(tokens, 5).float().T @ db
dE3 = torch.zeros_like(E3).scatter_add_(0, tokens.view(-1, 1).expand(-1, 2), dc)
dE4 = torch.stack([dd[tokens == i].sum(0) for i in range(5)])
