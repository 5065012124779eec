"""Ties of the maximum: shared over a full reduction, the first one along a dimension."""
import torch

a = torch.tensor([1.0, 4.0, 4.0, 2.0], requires_grad=True)
b = torch.tensor([[3.0, 3.0, 1.0], [0.0, 5.0, 5.0]], requires_grad=True)
c = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
d = torch.tensor([2.0, 2.0, 2.0], requires_grad=True)
f = torch.tensor([4.0, 4.0, 1.0], requires_grad=True)

top = a.max()
row_top, where = b.max(1)
larger = torch.maximum(c, d)
wrong_top = f.max()
loss = 3 * top + (row_top * torch.tensor([1.0, 2.0])).sum() + larger.sum() + wrong_top

dtop = 3.0
da = (a == top) * dtop / (a == top).sum()
drow_top = torch.tensor([1.0, 2.0])
db = torch.zeros(2, 3).scatter_add_(1, where.view(2, 1), drow_top.unsqueeze(1))
dlarger = torch.ones(3)
dc = dlarger * ((c > d).float() + 0.5 * (c == d).float())
dd = dlarger * ((d > c).float() + 0.5 * (c == d).float())
dwrong_top = 1.0
df = (f == wrong_top).float()               # every tie gets all of it
