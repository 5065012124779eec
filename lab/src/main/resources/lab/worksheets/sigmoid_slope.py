import torch

z = torch.tensor(0.7, requires_grad=True)
h = torch.sigmoid(z)
loss = h
