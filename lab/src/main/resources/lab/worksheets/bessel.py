import torch

n = 8  # examples in the batch
forward = n - 1  # the variance divides by this
backward = n  # and the third term by this

g = torch.Generator().manual_seed(5)
x = torch.randn((256, 1), generator=g, dtype=torch.float64)[:n]
arrives = torch.randn((256, 1), generator=g, dtype=torch.float64)[:n]
x.requires_grad = True
gain = 1.3

mean = x.mean(0, keepdim=True)
s = (((x - mean) ** 2).sum(0, keepdim=True) / forward + 1e-5) ** 0.5
x_hat = (x - mean) / s
y = gain * x_hat
loss = (y * arrives).sum()

dy = arrives
third = x_hat * (dy * x_hat).sum(0, keepdim=True)
dx = gain / s * (dy - dy.mean(0, keepdim=True) - third / backward)

# How far is that from the true gradient, and what does the formula say?
loss.backward()
largest_error = (dx - x.grad).abs().max()
residual = (gain / s * third).abs().max() / (n * (n - 1))
