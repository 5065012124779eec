import torch

a = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], requires_grad=True)  # (3, 2)
t = a.sum(1, keepdim=True)  # (3, 1)
arrives = torch.tensor([[0.5], [-2.0], [1.0]])
loss = (t * arrives).sum()
