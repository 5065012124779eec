import torch
import torch.nn.functional as F

tokens = torch.tensor([1, 2, 1])
target = 3

# 4 tokens, 3 numbers for each.
W_embed = torch.tensor(
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 1.0, 1.0]],
    requires_grad=True,
)
W_unembed = torch.tensor(
    [[1.0, 0.0, 0.0, 0.5], [0.0, 1.0, 0.0, 0.5], [0.0, 0.0, 1.0, 0.5]],
    requires_grad=True,
)

# Forward
e = W_embed[tokens]  # (3, 3)
h = e.mean(0)  # (3,)
z = h @ W_unembed  # (4,)
p = F.softmax(z, dim=0)  # (4,)
loss = -torch.log(p[target])

# Backward
y = F.one_hot(torch.tensor(target), 4)

# Your turn: dp
dp = -y / p[target]

# Your turn: dz
dz = p - y

# Your turn: dh
dh = W_unembed @ dz

# Your turn: dW_unembed
dW_unembed = torch.outer(h, dz)

# Your turn: de
de = dh.expand(3, 3) / 3

# Your turn: dW_embed
dW_embed = torch.zeros_like(W_embed)
for position, token in enumerate(tokens):
    dW_embed[token] += de[position]
