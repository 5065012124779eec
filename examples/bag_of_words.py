"""A bag of words: from two tokens to a guess at the next one, and every gradient back.

    tokens -> rows of W_embed -> their average -> logits -> softmax -> -log p[target]

The model runs twice. First on the tokens 1 and 2, each used once. Then on 1 and 1: the
same row is used twice, so the gradients of both uses must be added up. Only the second
run can tell a scatter that adds from a scatter that overwrites.
"""

import torch
import torch.nn.functional as F

target = 3


def embedding_weights():
    # (4 tokens, 3 dimensions): the identity over a row of ones.
    return torch.tensor(
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 1.0, 1.0]],
        requires_grad=True,
    )


def output_weights():
    # (3 dimensions, 4 tokens): the identity beside a column of halves. Not the transpose of
    # the embedding: that would have a column of ones there.
    return torch.tensor(
        [[1.0, 0.0, 0.0, 0.5], [0.0, 1.0, 0.0, 0.5], [0.0, 0.0, 1.0, 0.5]],
        requires_grad=True,
    )


# ---- Tokens 1 and 2 --------------------------------------------------------------------

tokens = torch.tensor([1, 2])
W_embed = embedding_weights()
W_unembed = output_weights()

e = W_embed[tokens]  # (2, 3)
h = e.mean(0)  # (3,)
z = h @ W_unembed  # (4,)
p = F.softmax(z, dim=0)  # (4,)
loss = -torch.log(p[target])

# Only p[target] reaches the loss, and the slope of -log p is -1/p.
dp = torch.zeros(4)
dp[target] = -1.0 / p[target]

# Every logit moves every probability: entry (i, j) is dp_i/dz_j = p_i (1[i = j] - p_j).
jacobian = torch.eye(4) * p - torch.outer(p, p)
the_long_way = jacobian.T @ dp

# The product collapses to "what was said minus what should have been said".
y = F.one_hot(torch.tensor(target), 4)
dz = p - y
assert torch.allclose(dz, the_long_way)

# z = h @ W_unembed: z_j = sum over k of h_k W_kj.
dh = W_unembed @ dz  # (3, 4) @ (4,) -> (3,)
dW_unembed = torch.outer(h, dz)  # (3, 4); row 0 is zero because h[0] is

# The mean gives each of the two rows half of dh.
de = dh.expand(2, 3) / 2

# A row of W_embed that was read gets the gradient of that reading; the others get nothing.
dW_embed = torch.zeros_like(W_embed)
for position, token in enumerate(tokens):
    dW_embed[token] += de[position]

# ---- Tokens 1 and 1 --------------------------------------------------------------------

tokens_again = torch.tensor([1, 1])
W_embed_again = embedding_weights()
W_unembed_again = output_weights()

e_again = W_embed_again[tokens_again]  # (2, 3): row 1, twice
h_again = e_again.mean(0)
z_again = h_again @ W_unembed_again
p_again = F.softmax(z_again, dim=0)
L = -torch.log(p_again[target])

dL_dp_again = torch.zeros(4)
dL_dp_again[target] = -1.0 / p_again[target]
dL_dz_again = p_again - y
dL_dh_again = W_unembed_again @ dL_dz_again
dL_dW_unembed_again = torch.outer(h_again, dL_dz_again)
dL_de_again = dL_dh_again.expand(2, 3) / 2

# Both positions point at row 1, so it receives both halves: all of dL_dh_again. With `=` in
# the place of `+=` the second half would overwrite the first.
dL_dW_embed_again = torch.zeros_like(W_embed_again)
for position, token in enumerate(tokens_again):
    dL_dW_embed_again[token] += dL_de_again[position]
