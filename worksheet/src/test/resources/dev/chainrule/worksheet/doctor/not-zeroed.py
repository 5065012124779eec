#: dw not-zeroed mended
import torch

g = torch.Generator().manual_seed(1)
x = torch.randn(5, 3, generator=g)
w = torch.randn(3, generator=g).requires_grad_()
target = torch.randn(5, generator=g)

dw = torch.zeros(3)
for step in range(2):
    out = x @ w
    loss = ((out - target) ** 2).mean()

    # backward
    dout = 2 * (out - target) / 5
    dw += x.T @ dout
    if step == 0:
        w = w - 0.1 * dw
