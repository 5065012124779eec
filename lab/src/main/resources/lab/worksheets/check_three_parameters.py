import math
import torch

x = torch.tensor([1.0, 0.5])
y = torch.tensor(1.0)
w = torch.tensor([0.4, 0.6], requires_grad=True)
v = torch.tensor(0.8, requires_grad=True)

z = (w * x).sum()
h = torch.sigmoid(z)
y_hat = v * h
loss = (y_hat - y) ** 2
loss.backward()

# By hand.
dy_hat = 2 * (y_hat - y).item()
dv = h.item() * dy_hat
dz = h.item() * (1 - h.item()) * v.item() * dy_hat
dw = [x[0].item() * dz, x[1].item() * dz]

by_hand = {"w[0]": dw[0], "w[1]": dw[1], "v": dv}
by_autograd = {"w[0]": w.grad[0].item(), "w[1]": w.grad[1].item(), "v": v.grad.item()}
for name in by_hand:
    assert math.isclose(by_hand[name], by_autograd[name], rel_tol=1e-5)
    print(f"{name}: {by_hand[name]:.4f}, autograd {by_autograd[name]:.4f} ✓")
