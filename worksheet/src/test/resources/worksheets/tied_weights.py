"""One table, used to look tokens up and to score them: both uses add to its gradient."""
import torch
import torch.nn.functional as F

torch.manual_seed(40)
tokens = torch.tensor([[0, 2], [3, 3], [1, 4]])
target = torch.tensor([2, 0, 4])
table = torch.randn(5, 3, requires_grad=True)
alone = torch.randn(5, 3, requires_grad=True)

h = table[tokens].mean(1)
logits = h @ table.T
other = alone[tokens].mean(1) @ alone.T
loss = F.cross_entropy(logits, target) + other.sum()

dlogits = (F.softmax(logits, 1) - F.one_hot(target, 5)) / 3
dh = dlogits @ table
dtable = dlogits.T @ h
for i in range(3):
    for j in range(2):
        dtable[tokens[i, j]] += dh[i] / 2

dother = torch.ones(3, 5)
dalone = dother.T @ alone[tokens].mean(1)   # only the scores; the look-up is forgotten
