import torch

x = torch.tensor([1.0, 0.5], dtype=torch.float64)


def loss_at(first, second):
    w = torch.stack([first, second])
    h = torch.sigmoid((w * x).sum())
    return (0.8 * h - 1.0) ** 2


first = torch.tensor(0.4, dtype=torch.float64, requires_grad=True)
second = torch.tensor(0.6, dtype=torch.float64)
loss = loss_at(first, second)

# How much the loss changes for each unit of the step, for smaller and smaller steps.
step = torch.tensor([1.0, 0.1, 0.01, 0.001], dtype=torch.float64)
rate = torch.stack([(loss_at(first + s, second) - loss) / s for s in step])
