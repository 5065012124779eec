"""v requires a gradient, and nobody wrote one."""
import torch

x = torch.tensor([1.0, 2.0, 3.0])
w = torch.tensor([0.5, -1.0, 2.0], requires_grad=True)
v = torch.tensor(0.25, requires_grad=True)
loss = (w * x).sum() * v

dw = v * x
