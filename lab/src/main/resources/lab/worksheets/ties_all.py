import torch

u = torch.tensor([[2.0, 5.0, 5.0, 1.0]], requires_grad=True)
loss = u.max()
