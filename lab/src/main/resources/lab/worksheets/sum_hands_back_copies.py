import torch

x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], requires_grad=True)  # (3, 2)
s = x.sum(0, keepdim=True)  # (1, 2)
arrives = torch.tensor([[0.5, -2.0]])
loss = (s * arrives).sum()
