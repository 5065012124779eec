import torch

row = torch.tensor([[1.0, 2.0]], requires_grad=True)  # (1, 2)
y = row.expand(3, 2)  # (3, 2)
arrives = torch.tensor([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]])
loss = (y * arrives).sum()
