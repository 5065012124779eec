import torch

# Three words, four numbers each: 0 to 11, so that each can be followed.
Q = torch.arange(12.0).reshape(3, 4).requires_grad_()

# Forward
by_word = Q.view(3, 2, 2)  # word, head, number
heads = by_word.transpose(0, 1)  # head, word, number
pull = torch.arange(12.0).reshape(2, 3, 2)
loss = (heads * pull).sum()

# Each head to itself, to look at.
head_0 = heads[0]
head_1 = heads[1]

# Backward
dheads = pull

# Your turn: dQ
dQ = dheads.transpose(0, 1).reshape(3, 4)
