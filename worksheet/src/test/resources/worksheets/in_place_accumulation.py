"""Gradients that are built up in place: zeros first, then += wherever a value was used."""
import torch
import torch.nn.functional as F

gen = torch.Generator().manual_seed(99)
ix = torch.tensor([[1, 2, 1], [0, 2, 2], [4, 4, 4], [3, 0, 1]])
y = torch.tensor([2, 0, 1, 2])
n, T = ix.shape
C = torch.randn((5, 2), generator=gen, requires_grad=True)
W = torch.randn((6, 3), generator=gen, requires_grad=True)
b = torch.randn(3, generator=gen, requires_grad=True)

emb = C[ix]
cat = emb.view(n, -1)
logits = cat @ W + b
loss = F.cross_entropy(logits, y)

dlogits = F.softmax(logits, dim=1)
dlogits[range(n), y] -= 1
dlogits /= n

dW = torch.zeros_like(W)
db = torch.zeros(3)
for i in range(n):
    dW += torch.outer(cat[i], dlogits[i])
    db += dlogits[i]

dcat = torch.zeros(n, 6)
for k in range(3):
    dcat.add_(dlogits[:, k:k + 1] * W[:, k])
demb = dcat.view_as(emb)

dC = torch.zeros_like(C)
for i in range(n):
    for j in range(T):
        dC[ix[i, j]] += demb[i, j]
