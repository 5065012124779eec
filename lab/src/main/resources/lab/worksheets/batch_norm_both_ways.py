import torch

n = 32
g = torch.Generator().manual_seed(7)
x = torch.randn((n, 64), generator=g, requires_grad=True)
gain = 1.0 + 0.1 * torch.randn((1, 64), generator=g)
arrives = 0.1 / n * torch.randn((n, 64), generator=g)

# Forward, in small steps.
mean = x.sum(0, keepdim=True) / n
diff = x - mean
var = (diff**2).sum(0, keepdim=True) / (n - 1)
var_inv = (var + 1e-5) ** -0.5
x_hat = diff * var_inv
y = gain * x_hat
loss = (y * arrives).sum()

# The long way.
d_x_hat = gain * arrives
d_var_inv = (diff * d_x_hat).sum(0, keepdim=True)
d_var = -0.5 * (var + 1e-5) ** -1.5 * d_var_inv
d_diff = var_inv * d_x_hat + 2.0 * diff * d_var / (n - 1)
long = d_diff - d_diff.sum(0, keepdim=True) / n

# The short way.
straight = arrives - arrives.mean(0, keepdim=True)
along = x_hat * (arrives * x_hat).sum(0, keepdim=True) / (n - 1)
short = gain * var_inv * (straight - along)

print("largest difference:", (long - short).abs().max().item())
