import torch

x = torch.tensor([0.0, 1.0, 3.0, 10.0], requires_grad=True)
h = torch.tanh(x)
loss = h.sum()
