import torch

p = torch.tensor([0.5, 0.1, 0.01, 0.001], requires_grad=True)
loss = -p.log().sum()
