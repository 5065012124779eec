import torch

g = torch.Generator().manual_seed(4)
x = torch.randn(6, generator=g, requires_grad=True)
k = torch.randn(6, generator=g)
r = (x**2).mean() + 1e-6
y = x / r.sqrt()
loss = (y * k).sum()

loss.backward()

dy = k
# Without the 1e-6: a mistake, of one part in a million.
q = (x**2).mean()
dx = dy / q.sqrt() - x * (x * dy).mean() / q**1.5
print("allclose:", torch.allclose(dx, x.grad))
print(f"largest difference: {(dx - x.grad).abs().max().item():.1e}")
