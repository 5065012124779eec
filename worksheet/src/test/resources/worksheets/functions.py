"""Layers as functions: def with defaults, lambda, and a closure that remembers its factor."""
import torch


def linear(x, W, b=None):
    """x (n, k), W (k, m), b (m,) or nothing."""
    y = x @ W
    if b is not None:
        y = y + b
    return y


def linear_backward(dy, x, W):
    return dy @ W.T, x.T @ dy, dy.sum(0)


def scaled_by(factor):
    def scale(x):
        return factor * x

    return scale


square = lambda x: x * x
halve = scaled_by(0.5)

torch.manual_seed(1)
x = torch.randn(4, 3)
W1, b1 = torch.randn(3, 6, requires_grad=True), torch.randn(6, requires_grad=True)
W2 = torch.randn(6, 2, requires_grad=True)

pre = linear(x, W1, b1)
h = pre.sigmoid()
y = linear(h, W2)
loss = halve(square(y)).sum(dim=1).mean()

dy = y / len(x)
dh, dW2, _ = linear_backward(dy, h, W2)
dpre = dh * h * (1.0 - h)
dx, dW1, db1 = linear_backward(dpre, x, W1)
