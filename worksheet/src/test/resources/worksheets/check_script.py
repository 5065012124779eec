"""The check that one writes by hand: the derived numbers against autograd, and a tick."""
import math
import torch

x = torch.tensor([1.0, 0.5])
w = torch.tensor([0.4, 0.6], requires_grad=True)
v = torch.tensor(0.8, requires_grad=True)

z = (w * x).sum()
h = torch.sigmoid(z)
y_hat = v * h
error = (y_hat - 1.0) ** 2
error.backward()

dy_hat = 2 * (y_hat - 1.0)
dv = h * dy_hat
dh = v * dy_hat
dz = h * (1 - h) * dh
dw = x * dz

print(f"forward: z={z.item():.4f} h={h.item():.4f} y_hat={y_hat.item():.4f} L={error.item():.4f}")
print(f"grads: w1={w.grad[0].item():.4f} w2={w.grad[1].item():.4f} v={v.grad.item():.4f}")
expected = {"w1": -0.1651, "w2": -0.0826, "v": -0.6220}
assert math.isclose(w.grad[0].item(), expected["w1"], abs_tol=1e-4)
assert math.isclose(w.grad[1].item(), expected["w2"], abs_tol=1e-4)
assert math.isclose(v.grad.item(), expected["v"], abs_tol=1e-4)
print("✓ the gradients by hand are autograd's")
