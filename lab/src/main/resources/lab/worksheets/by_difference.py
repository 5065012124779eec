import torch

x = torch.tensor([1.0, 0.5], dtype=torch.float64)


def loss_at(w):
    return (torch.tanh(w * x) ** 2).sum()


w = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)
loss = loss_at(w)

# By hand
h = torch.tanh(w * x)
dw = (2 * h * (1 - h**2) * x).sum()

# By the loss alone
step = 1e-5
numeric = (loss_at(w + step) - loss_at(w - step)) / (2 * step)
print(f"by hand:       {dw.item():.12f}")
print(f"by difference: {numeric.item():.12f}")
