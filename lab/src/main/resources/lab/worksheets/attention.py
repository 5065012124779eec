import torch
import torch.nn.functional as F

# Three words, two numbers each: what a word asks, what it offers, what it says.
q = torch.tensor([[1.0, 0.5], [-0.5, 2.0], [1.5, -1.0]], requires_grad=True)
k = torch.tensor([[0.5, -1.0], [1.0, 1.5], [-1.5, 0.5]], requires_grad=True)
v = torch.tensor([[2.0, 0.0], [0.0, 1.0], [-1.0, 3.0]], requires_grad=True)

# Forward
scores = q @ k.T / 2**0.5  # (3, 3): words that ask x words that offer
future = torch.triu(torch.ones(3, 3), 1) == 1
masked = scores.masked_fill(future, float("-inf"))
weights = F.softmax(masked, dim=1)  # each row has the sum 1
out = weights @ v  # (3, 3) @ (3, 2) is (3, 2)
pull = torch.tensor([[1.0, -2.0], [0.5, 1.5], [-1.0, 2.0]])
loss = (out * pull).sum()

# Backward
dout = pull

# Your turn: dweights
dweights = dout @ v.T

# Your turn: dv
dv = weights.T @ dout

# Your turn: dmasked
along = (dweights * weights).sum(1, keepdim=True)
dmasked = weights * (dweights - along)

# Your turn: dscores
dscores = dmasked.masked_fill(future, 0.0)

# Your turn: dq
dq = dscores @ k / 2**0.5

# Your turn: dk
dk = dscores.T @ q / 2**0.5
