import torch

# Ten words of 768 numbers; twelve heads.
Q = torch.zeros(10, 768)
heads = Q.view(10, 12, 64).transpose(0, 1)

# A worksheet needs a loss, if only to be one.
loss = heads.sum()
