import torch

x = torch.tensor([1.0, 2.0, 3.0])
y = torch.tensor([2.0, 4.0, 6.5])
w = torch.tensor(0.5, requires_grad=True)

zeroed = False
for step in range(10):
    loss = ((w * x - y) ** 2).mean()
    loss.backward()
    print(f"step {step}: loss {loss.item():8.4f}")
    with torch.no_grad():
        w -= 0.1 * w.grad
    if zeroed:
        w.grad = None
loss = ((w * x - y) ** 2).mean()
