import torch

column = torch.tensor([[1.0], [2.0], [3.0]], requires_grad=True)  # (3, 1)
u = column.expand(3, 2)  # (3, 2)
arrives = torch.tensor([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]])
loss = (u * arrives).sum()
