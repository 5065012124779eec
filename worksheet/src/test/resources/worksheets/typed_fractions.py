"""Fractions that float32 cannot hold, as a mean's backward pass types them. In a second run
in float64 these must be 1/3 of float64, or every gradient behind them would look wrong."""
import torch

X = torch.tensor([[0.3, -1.7], [2.9, 0.6], [-0.4, 1.1]], requires_grad=True)
W = torch.tensor([[0.7, 1.9], [-0.8, 0.15]], requires_grad=True)
rows = torch.arange(3)
target = torch.tensor([1, 0, 1])

logits = X @ W
logp = logits.log_softmax(1)
nll = -logp[rows, target]
loss = nll.mean()

dnll = torch.full((3,), 1 / 3)
dlogp = torch.zeros_like(logp)
dlogp[rows, target] = -1.0 / 3
dlogits = dlogp - logp.exp() * dlogp.sum(1, keepdim=True)
dX = dlogits @ W.T
dW = X.T @ (logp.exp() * dnll.view(3, 1)) - X.T @ (torch.eye(2)[target] * dnll.view(3, 1))
