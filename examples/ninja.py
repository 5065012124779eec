"""Becoming a backprop ninja, exercise 1: every step of a character model, by hand.

The model of Bengio et al. (2003) with a batch norm (Ioffe & Szegedy 2015): from three
characters of a name, guess the next one.

    C[Xb] -> linear -> batch norm -> tanh -> linear -> softmax -> cross entropy

The forward pass is cut so small that every line has an obvious derivative. The backward
pass then has 26 gradients, from the loss back to the embedding table. Two things decide
nearly all of them: an axis that was broadcast is summed, and where a value was used twice
the gradients of both uses are added.
"""

import torch
import torch.nn.functional as F

# Given names, drawn by tools/names.
names = [
    "lamar", "erwin", "clemencia", "nanci", "joshua", "lucius", "joy", "shakira",
    "merideth", "graig", "santiago", "cecilia", "devon", "daisy", "jill", "lowell",
    "karlyn", "luther", "randa", "jim", "marcellus", "timothy", "lesley", "lawrence",
    "celinda", "tyra", "elroy", "dinorah", "judson", "amos", "miyoko", "mellissa",
]

# Character 0 is the full stop. It pads the context before a name and ends the name.
alphabet = ".abcdefghijklmnopqrstuvwxyz"
stoi = {character: i for i, character in enumerate(alphabet)}

context_size = 3
contexts = []
targets = []
for name in names:
    context = [0] * context_size
    for character in name + ".":
        contexts.append(context)
        targets.append(stoi[character])
        context = context[1:] + [stoi[character]]

# ---- Batch and parameters --------------------------------------------------------------

n = 32  # rows in the batch
characters = len(alphabet)  # 27
embedding = 10  # numbers for each character
hidden = 64

g = torch.Generator().manual_seed(2003)
batch = torch.randint(0, len(targets), (n,), generator=g)
Xb = torch.tensor(contexts)[batch]  # (32, 3)
Yb = torch.tensor(targets)[batch]  # (32,)

# Nothing starts at exactly 0 or 1: a bias of zeros or a gain of ones can make a wrong
# gradient look right. b1 is there for practice only, since the batch mean takes it away.
C = torch.randn((characters, embedding), generator=g)
W1 = torch.randn((context_size * embedding, hidden), generator=g) * (5 / 3) / 30**0.5
b1 = torch.randn(hidden, generator=g) * 0.1
W2 = torch.randn((hidden, characters), generator=g) * 0.1
b2 = torch.randn(characters, generator=g) * 0.1
bngain = torch.randn((1, hidden), generator=g) * 0.1 + 1.0
bnbias = torch.randn((1, hidden), generator=g) * 0.1
for parameter in [C, W1, b1, W2, b2, bngain, bnbias]:
    parameter.requires_grad = True

# ---- Forward ---------------------------------------------------------------------------

# Embedding and first linear layer.
emb = C[Xb]  # (32, 3, 10): three rows of C for each example
embcat = emb.view(n, -1)  # (32, 30): side by side
hprebn = embcat @ W1 + b1  # (32, 64)

# Batch norm: each hidden unit gets mean 0 and variance 1 over the 32 examples. The variance
# divides by n - 1 (Bessel's correction).
bnmeani = hprebn.sum(0, keepdim=True) / n  # (1, 64)
bndiff = hprebn - bnmeani  # (32, 64)
bndiff2 = bndiff**2
bnvar = bndiff2.sum(0, keepdim=True) / (n - 1)  # (1, 64)
bnvar_inv = (bnvar + 1e-5) ** -0.5
bnraw = bndiff * bnvar_inv  # (32, 64)
hpreact = bngain * bnraw + bnbias

# Activation and second linear layer.
h = torch.tanh(hpreact)  # (32, 64)
logits = h @ W2 + b2  # (32, 27)

# Cross entropy. Subtracting the row's maximum changes no probability, but keeps exp small.
logit_maxes = logits.max(1, keepdim=True).values  # (32, 1)
norm_logits = logits - logit_maxes
counts = norm_logits.exp()  # (32, 27)
counts_sum = counts.sum(1, keepdim=True)  # (32, 1)
counts_sum_inv = counts_sum**-1
probs = counts * counts_sum_inv  # (32, 27)
logprobs = probs.log()
loss = -logprobs[torch.arange(n), Yb].mean()

# ---- Backward --------------------------------------------------------------------------

# The loss reads one entry of each row, and takes 1/n of it with a minus sign.
dlogprobs = torch.zeros_like(logprobs)
dlogprobs[torch.arange(n), Yb] = -1.0 / n

# log: 1/p. The less likely the right answer was, the more its gradient is amplified.
dprobs = dlogprobs / probs

# counts_sum_inv is a column, replicated along axis 1: sum that axis to get back to (32, 1).
dcounts_sum_inv = (counts * dprobs).sum(1, keepdim=True)
dcounts_sum = -(counts_sum**-2) * dcounts_sum_inv

# counts went two ways, into probs and into its own sum. The sum hands every count of a row
# the same gradient, so here the column is replicated and nothing is summed.
dcounts = counts_sum_inv * dprobs + dcounts_sum

# exp is its own derivative.
dnorm_logits = counts * dcounts

# A column again, so axis 1 is summed. What remains is rounding noise: the maximum was only
# subtracted for safety, and the loss does not depend on it.
dlogit_maxes = -dnorm_logits.sum(1, keepdim=True)

# logits went two ways, too. Of each row only the largest entry is its maximum.
largest = F.one_hot(logits.max(1).indices, num_classes=characters)  # (32, 27)
dlogits = dnorm_logits + largest * dlogit_maxes

# A product of matrices: what arrived against the other operand, transposed. The bias is a
# row for all 32 examples, so the examples are summed.
dh = dlogits @ W2.T  # (32, 27) @ (27, 64)
dW2 = h.T @ dlogits  # (64, 32) @ (32, 27)
db2 = dlogits.sum(0)  # (27,)

# tanh: its slope can be read off its output.
dhpreact = (1.0 - h**2) * dh

# bngain and bnbias are rows, replicated along axis 0. keepdim keeps them (1, 64): without
# it the numbers would be right and the shape would not.
dbngain = (bnraw * dhpreact).sum(0, keepdim=True)
dbnbias = dhpreact.sum(0, keepdim=True)
dbnraw = bngain * dhpreact

# The same again for the row bnvar_inv, and then through the power -1/2.
dbnvar_inv = (bndiff * dbnraw).sum(0, keepdim=True)
dbnvar = -0.5 * (bnvar + 1e-5) ** -1.5 * dbnvar_inv

# The variance is a sum over the examples: every example gets the same share.
dbndiff2 = dbnvar.expand(n, hidden) / (n - 1)

# bndiff went two ways: straight into bnraw, and through its square into the variance.
dbndiff = bnvar_inv * dbnraw + 2.0 * bndiff * dbndiff2

# bnmeani is a row that was subtracted from every example.
dbnmeani = -dbndiff.sum(0, keepdim=True)

# hprebn went two ways: into the difference, and through the mean, 1/n of it each.
dhprebn = dbndiff + dbnmeani / n

# The first linear layer is like the second. db1 is rounding noise: whatever b1 adds, the
# batch mean subtracts.
dembcat = dhprebn @ W1.T  # (32, 64) @ (64, 30)
dW1 = embcat.T @ dhprebn  # (30, 32) @ (32, 64)
db1 = dhprebn.sum(0)  # (64,)

# view moved nothing, so its backward pass is a view.
demb = dembcat.view(emb.shape)

# A character occurs many times in a batch: every use adds to its row.
dC = torch.zeros_like(C)
for i in range(n):
    for j in range(context_size):
        dC[Xb[i, j]] += demb[i, j]
