import torch

Q = torch.arange(12.0).reshape(3, 4)
heads = Q.view(3, 2, 2).transpose(0, 1)

# Write into head 1, word 0, number 0.
heads[1, 0, 0] = 99.0
print(Q)

# A copy has numbers of its own.
copy = heads.reshape(3, 4)
copy[2, 3] = -1.0
print(heads[1, 2, 1].item())

# A worksheet needs a loss, if only to be one.
loss = Q.sum()
