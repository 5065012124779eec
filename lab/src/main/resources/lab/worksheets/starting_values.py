import torch

g = torch.Generator().manual_seed(11)
x = torch.randn((5, 3), generator=g)
target = torch.randn((5, 2), generator=g)

W1 = torch.randn((3, 4), generator=g)
b1 = torch.zeros(4)
gain = torch.ones(4)
W2 = torch.zeros((4, 2))
b2 = torch.zeros(2)
W1.requires_grad = True
b1.requires_grad = True
gain.requires_grad = True
W2.requires_grad = True
b2.requires_grad = True

z = x @ W1 + b1
h = torch.tanh(gain * z)
y = h @ W2 + b2
loss = ((y - target) ** 2).mean()

dy = 2 * (y - target) / 10
dW2 = h.T @ dy
db2 = dy.sum(0)
dh = dy @ W2.T
dgain = (z * (1 - h**2) * dh).sum(0)
dz = gain * (1 - h**2) * dh
dW1 = x.T @ dz
db1 = dz.sum(0)
