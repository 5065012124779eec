"""Three steps of gradient descent. The gradients by hand belong to the last step, and to the
parameters as they were when its loss was computed, before the update."""
import torch

torch.manual_seed(8)
x = torch.randn(16, 3)
t = x @ torch.tensor([1.0, -2.0, 0.5]) + 0.3
w = torch.zeros(3, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
parameters = [w, b]
lr = 0.1

for step in range(3):
    y = x @ w + b
    loss = ((y - t) ** 2).mean()

    for p in parameters:
        p.grad = None
    loss.backward()

    dy = 2 * (y - t) / 16
    dw = x.T @ dy
    db = dy.sum(0, keepdim=True)

    with torch.no_grad():
        for p in parameters:
            p.data += -lr * p.grad
