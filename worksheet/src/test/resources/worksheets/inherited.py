"""One mistake, in dhpre: everything after it is right given what it received."""
import torch
import torch.nn.functional as F

torch.manual_seed(11)
x = torch.randn(5, 3)
t = torch.tensor([0, 1, 1, 2, 0])
W1 = torch.randn(3, 7, requires_grad=True)
b1 = torch.randn(7, requires_grad=True)
W2 = torch.randn(7, 4, requires_grad=True)
b2 = torch.randn(4, requires_grad=True)

xW = x @ W1
hpre = xW + b1
h = torch.tanh(hpre)
logits = h @ W2 + b2
loss = F.cross_entropy(logits, t)

dlogits = F.softmax(logits, 1)
dlogits[range(5), t] -= 1
dlogits /= 5
dh = dlogits @ W2.T
dW2 = h.T @ dlogits
db2 = dlogits.sum(0)
dhpre = dh                                  # the slope of tanh is forgotten
dxW = dhpre.clone()
summed = dhpre.sum(0)                       # a temporary on the way
db1 = summed
dW1 = x.T @ dxW
dx = dxW @ W1.T
