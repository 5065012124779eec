"""What counts as a gradient by hand: four ways to name one, and names that only look like one."""
import torch

x = torch.tensor([1.0, 2.0, 6.0], requires_grad=True)
w = torch.tensor([0.5, 0.25, -1.0], requires_grad=True)
h_prev = torch.tensor([2.0, -1.0, 4.0], requires_grad=True)

mu = x.mean()
dx = x - mu                                 # a forward name: the loss is made from it
delta = dx * w
h = delta + h_prev
loss = (h * h).sum()

dloss = 1.0
dL_dh = 2 * h
dloss_ddelta = 2 * h
grad_h_prev = dL_dh
dw = dx * dloss_ddelta
ddx = w * dloss_ddelta
dmu = -ddx.sum()
decay = 0.9                                 # no forward name is called `ecay`
dL_dx = ddx + dmu / 3
