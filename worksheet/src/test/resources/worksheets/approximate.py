"""Right gradients that take another road than autograd, so that the last digits differ."""
import torch

a = torch.tensor([0.1, 0.3, 0.7, 1.1, 1.37, 1.73, 1.91, 2.37], requires_grad=True)
b = torch.tensor([0.9, 1.2, 3.1, 0.6, 2.7, 0.35, 4.7, 1.45], requires_grad=True)
c = torch.tensor([3.3, 0.11, 0.13, 5.9, 0.77, 6.1, 0.23, 7.3], requires_grad=True)

y = a * b * c
loss = y.sum()

dy = torch.ones(8)
# y is proportional to each factor, so the other two are y over that factor.
da = y / a
db = y / b
dc = y / c
