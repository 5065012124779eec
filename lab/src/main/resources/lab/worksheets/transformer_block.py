import torch
import torch.nn.functional as F

# Three words of four numbers; two heads of two.
torch.manual_seed(9)
x = torch.randn(3, 4, requires_grad=True)
gain = torch.randn(4, requires_grad=True)
bias = torch.randn(4, requires_grad=True)
Wq = torch.randn(4, 4, requires_grad=True)
Wk = torch.randn(4, 4, requires_grad=True)
Wv = torch.randn(4, 4, requires_grad=True)
Wo = torch.randn(4, 4, requires_grad=True)
pull = torch.randn(3, 4)
future = torch.triu(torch.ones(3, 3), 1) == 1

# Forward: layer norm
rstd = (x.var(1, keepdim=True, unbiased=False) + 1e-5) ** -0.5
xhat = (x - x.mean(1, keepdim=True)) * rstd
n = gain * xhat + bias  # (3, 4)

# Forward: attention in two heads
q = n @ Wq  # (3, 4)
k = n @ Wk
v = n @ Wv
qh = q.view(3, 2, 2).transpose(0, 1)  # (2, 3, 2): head, word, number
kh = k.view(3, 2, 2).transpose(0, 1)
vh = v.view(3, 2, 2).transpose(0, 1)
scores = qh @ kh.transpose(1, 2) / 2**0.5  # (2, 3, 3)
weights = F.softmax(scores.masked_fill(future, float("-inf")), dim=2)
mixed = weights @ vh  # (2, 3, 2)
merged = mixed.transpose(0, 1).reshape(3, 4)

# Forward: the residual
y = x + merged @ Wo  # (3, 4)
loss = (y * pull).sum()

# Backward: the residual
dy = pull

# Your turn: dmerged
dmerged = dy @ Wo.T

dWo = merged.T @ dy

# Your turn: dmixed
dmixed = dmerged.view(3, 2, 2).transpose(0, 1)

# Backward: attention, both heads at once
dweights = dmixed @ vh.transpose(1, 2)
dvh = weights.transpose(1, 2) @ dmixed
dscores = weights * (dweights - (dweights * weights).sum(2, keepdim=True))

# Your turn: dqh
dqh = dscores @ kh / 2**0.5

# Your turn: dkh
dkh = dscores.transpose(1, 2) @ qh / 2**0.5

# Backward: the heads put together, and the three products
dq = dqh.transpose(0, 1).reshape(3, 4)
dk = dkh.transpose(0, 1).reshape(3, 4)
dv = dvh.transpose(0, 1).reshape(3, 4)
dWq = n.T @ dq
dWk = n.T @ dk
dWv = n.T @ dv

# Your turn: dn
dn = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T

# Backward: layer norm
dbias = dn.sum(0)
dgain = (dn * xhat).sum(0)
dxhat = dn * gain
along = (dxhat * xhat).mean(1, keepdim=True)
through_norm = rstd * (dxhat - dxhat.mean(1, keepdim=True) - xhat * along)

# Your turn: dx
dx = dy + through_norm
