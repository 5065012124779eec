import torch

x = torch.tensor([[0.6, -1.2, 0.3], [1.1, 0.4, -0.7]])
W = torch.tensor([[0.5, -0.4], [0.2, 0.9], [-0.8, 0.1]], requires_grad=True)
h = torch.tanh(x @ W)
loss = (h**2).mean()
