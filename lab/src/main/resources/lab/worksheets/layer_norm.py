import torch

x = torch.tensor(
    [[1.0, 2.0, 4.0, 5.0], [-1.0, 0.0, 0.5, 2.5], [3.0, 3.5, -2.0, 1.5]], requires_grad=True
)
gain = torch.tensor([1.0, 0.5, 2.0, -1.0], requires_grad=True)
bias = torch.tensor([0.1, -0.2, 0.3, 0.0], requires_grad=True)

# Forward, in each row
mean = x.mean(1, keepdim=True)  # (3, 1)
centred = x - mean  # (3, 4)
variance = (centred**2).mean(1, keepdim=True)  # (3, 1): over N, not N - 1
rstd = (variance + 1e-5) ** -0.5  # (3, 1)
xhat = centred * rstd  # (3, 4)
out = gain * xhat + bias  # (3, 4)
pull = torch.tensor([[1.0, -2.0, 0.5, 1.5], [-0.5, 1.0, -1.0, 2.0], [2.0, 0.5, -1.5, 1.0]])
loss = (out * pull).sum()

# Backward
dout = pull

# Your turn: dbias
dbias = dout.sum(0)

# Your turn: dgain
dgain = (dout * xhat).sum(0)

# Your turn: dxhat
dxhat = dout * gain

# Your turn: dx
direct = dxhat
by_mean = dxhat.mean(1, keepdim=True)
by_variance = xhat * (dxhat * xhat).mean(1, keepdim=True)
dx = rstd * (direct - by_mean - by_variance)
