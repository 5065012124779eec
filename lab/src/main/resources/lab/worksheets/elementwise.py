import torch

u = torch.tensor([-2.0, -0.5, 0.0, 1.0], requires_grad=True)
v = torch.tensor([-2.0, -0.5, 0.0, 1.0], requires_grad=True)
w = torch.tensor([-2.0, 0.5, 0.0, 1.5], requires_grad=True)

# Forward
t = torch.tanh(u)
s = torch.sigmoid(v)
r = torch.relu(w)
pull = torch.tensor([1.0, -2.0, 3.0, 0.5])
loss = (pull * t).sum() + (pull * s).sum() + (pull * r).sum()

# Backward
dt = pull
ds = pull
dr = pull

# Your turn: du
du = (1 - t * t) * dt

# Your turn: dv
dv = s * (1 - s) * ds

# Your turn: dw
dw = (w > 0) * dr
