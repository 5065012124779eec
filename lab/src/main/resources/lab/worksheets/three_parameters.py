import torch

x = torch.tensor([1.0, 0.5])
y = torch.tensor(1.0)
w = torch.tensor([0.4, 0.6], requires_grad=True)
v = torch.tensor(0.8, requires_grad=True)

# Forward
z = (w * x).sum()
h = torch.sigmoid(z)
y_hat = v * h
loss = (y_hat - y) ** 2

# Backward
# Your turn: dy_hat
dy_hat = 2 * (y_hat - y)

# Your turn: dv
dv = h * dy_hat

# Your turn: dh
dh = v * dy_hat

# Your turn: dz
dz = h * (1 - h) * dh

# Your turn: dw
dw = x * dz
