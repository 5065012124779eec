"""A plain number counts as a tensor without dimensions."""
import torch

a = torch.tensor(3.0, requires_grad=True)
b = torch.tensor(-2.0, requires_grad=True)
s = torch.tensor([4.0], requires_grad=True)
m = a * b
L = (m + 1) ** 2 + s.sum()

dL = 1.0
dm = 2 * (m.item() + 1)
da = -2.0 * dm
db = 3 * dm
ds = 1                                      # a number for a tensor of shape (1,)
