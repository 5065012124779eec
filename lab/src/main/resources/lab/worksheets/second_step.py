import torch

x = torch.tensor([1.0, 2.0, 3.0])
y = torch.tensor([2.0, 3.5, 6.5])
w = torch.tensor(0.5, requires_grad=True)

# Step 1
loss = ((w * x - y) ** 2).mean()
dw = (2 * (w * x - y) * x).mean()
w = w - 0.1 * dw

# Step 2
loss = ((w * x - y) ** 2).mean()

# Your turn: dw
dw = (2 * (w * x - y) * x).mean()
