"""An indexed += writes once for each position: where an index repeats, the last one wins."""
import torch

ix = torch.tensor([2, 0, 2, 2])
C = torch.tensor([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], requires_grad=True)
B = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
distinct = torch.tensor([2, 0])
k = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])

emb = C[ix]
rows = B[distinct]
loss = (emb * k).sum() + (rows * rows).sum()

demb = k
dC = torch.zeros_like(C)
dC[ix] += demb
drows = 2 * rows
dB = torch.zeros_like(B)
dB[distinct] += drows                       # no index repeats here
