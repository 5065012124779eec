"""view is not transpose: the numbers are all there, in other places."""
import torch

x = torch.arange(6.0).view(2, 3).requires_grad_()
k = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])

y = x.T
loss = (y * k).sum()

dy = k
dx = dy.reshape(2, 3)
