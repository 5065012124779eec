"""Every kind of draw. A second run in float64 must see the same numbers, not draw its own."""
import torch

torch.manual_seed(2024)
g = torch.Generator().manual_seed(7)

inputs = torch.randn(20, 6)
order = torch.randperm(20)
picked = torch.randint(0, 20, (8,), generator=g)
x = inputs[order][picked]
noise = torch.rand(8, 6, generator=g) * 0.1
W = (torch.randn(6, 5, generator=g) / 6**0.5).requires_grad_()
keep = (torch.rand(8, 5) < 0.75).float() / 0.75
labels = torch.randint(0, 5, (8,))

xn = x + noise
act = (xn @ W).relu()
dropped = act * keep
logp = dropped.log_softmax(1)
loss = -logp[torch.arange(8), labels].mean()

dlogp = torch.zeros_like(logp)
dlogp[torch.arange(8), labels] = -1 / 8
ddropped = dlogp - logp.exp() * dlogp.sum(1, keepdim=True)
dact = ddropped * keep
dpre = dact * (act > 0)
dW = xn.T @ dpre
dxn = dpre @ W.T
dnoise = dxn
dx = dxn.clone()
dinputs = torch.zeros_like(inputs)
for row, i in enumerate(order[picked].tolist()):
    dinputs[i] += dx[row]
