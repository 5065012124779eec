import torch
import torch.nn.functional as F

z = torch.tensor([[0.8, 2.0, -0.5, 1.2, 0.0]], requires_grad=True)
right = torch.tensor([0])
loss = F.cross_entropy(z, right)

p = F.softmax(z, 1)
y = F.one_hot(right, 5)
dz = p - y
