"""Boolean masks, to choose and to fill."""
import torch

torch.manual_seed(30)
x = torch.randn(4, 5, requires_grad=True)
s = torch.randn(4, 4, requires_grad=True)

positive = x > 0
chosen = x[positive]
lower = torch.tril(s)
filled = s.masked_fill(torch.triu(torch.ones(4, 4), 1).bool(), -2.0)
kept = x * positive.float()
loss = (chosen**2).sum() + (lower * filled).sum() + kept.mean()

dchosen = 2 * chosen
dkept = torch.ones_like(kept) / kept.numel()
dx = torch.zeros_like(x)
dx[positive] = dchosen
dx += dkept * positive
dlower = filled
dfilled = lower
ds = torch.tril(dlower)
ds = ds + dfilled.masked_fill(torch.ones(4, 4).triu(1) == 1, 0.0)
