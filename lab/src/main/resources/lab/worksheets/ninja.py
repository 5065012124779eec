import torch
import torch.nn.functional as F

names = [
    "lamar", "erwin", "clemencia", "nanci", "joshua", "lucius", "joy", "shakira",
    "merideth", "graig", "santiago", "cecilia", "devon", "daisy", "jill", "lowell",
    "karlyn", "luther", "randa", "jim", "marcellus", "timothy", "lesley", "lawrence",
    "celinda", "tyra", "elroy", "dinorah", "judson", "amos", "miyoko", "mellissa",
]

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

n = 32  # rows in the batch
characters = len(alphabet)  # 27
embedding = 10  # numbers for each character
hidden = 64

g = torch.Generator().manual_seed(2003)
batch = torch.randint(0, len(targets), (n,), generator=g)
Xb = torch.tensor(contexts)[batch]  # (32, 3)
Yb = torch.tensor(targets)[batch]  # (32,)

# Random biases and gains: zeros and ones would hide mistakes.
C = torch.randn((characters, embedding), generator=g)
W1 = torch.randn((context_size * embedding, hidden), generator=g) * (5 / 3) / 30**0.5
b1 = torch.randn(hidden, generator=g) * 0.1
W2 = torch.randn((hidden, characters), generator=g) * 0.1
b2 = torch.randn(characters, generator=g) * 0.1
bngain = torch.randn((1, hidden), generator=g) * 0.1 + 1.0
bnbias = torch.randn((1, hidden), generator=g) * 0.1
for parameter in [C, W1, b1, W2, b2, bngain, bnbias]:
    parameter.requires_grad = True

# Forward
emb = C[Xb]  # (32, 3, 10): three rows of C for each example
embcat = emb.view(n, -1)  # (32, 30): side by side
hprebn = embcat @ W1 + b1  # (32, 64)

# Batch norm
bnmeani = hprebn.sum(0, keepdim=True) / n  # (1, 64)
bndiff = hprebn - bnmeani  # (32, 64)
bndiff2 = bndiff**2
bnvar = bndiff2.sum(0, keepdim=True) / (n - 1)  # (1, 64)
bnvar_inv = (bnvar + 1e-5) ** -0.5
bnraw = bndiff * bnvar_inv  # (32, 64)
hpreact = bngain * bnraw + bnbias

# Activation and second linear layer
h = torch.tanh(hpreact)  # (32, 64)
logits = h @ W2 + b2  # (32, 27)

# Cross entropy
logit_maxes = logits.max(1, keepdim=True).values  # (32, 1)
norm_logits = logits - logit_maxes
counts = norm_logits.exp()  # (32, 27)
counts_sum = counts.sum(1, keepdim=True)  # (32, 1)
counts_sum_inv = counts_sum**-1
probs = counts * counts_sum_inv  # (32, 27)
logprobs = probs.log()
loss = -logprobs[torch.arange(n), Yb].mean()

# Backward

# Your turn: dlogprobs
dlogprobs = torch.zeros_like(logprobs)
dlogprobs[torch.arange(n), Yb] = -1.0 / n

# Your turn: dprobs
dprobs = dlogprobs / probs

# Your turn: dcounts_sum_inv
dcounts_sum_inv = (counts * dprobs).sum(1, keepdim=True)

# Your turn: dcounts_sum
dcounts_sum = -(counts_sum**-2) * dcounts_sum_inv

# Your turn: dcounts
dcounts = counts_sum_inv * dprobs + dcounts_sum

# Your turn: dnorm_logits
dnorm_logits = counts * dcounts

# Your turn: dlogit_maxes
dlogit_maxes = -dnorm_logits.sum(1, keepdim=True)

# Your turn: dlogits
largest = F.one_hot(logits.max(1).indices, num_classes=characters)  # (32, 27)
dlogits = dnorm_logits + largest * dlogit_maxes

# Your turn: dh
dh = dlogits @ W2.T  # (32, 27) @ (27, 64)

# Your turn: dW2
dW2 = h.T @ dlogits  # (64, 32) @ (32, 27)

# Your turn: db2
db2 = dlogits.sum(0)  # (27,)

# Your turn: dhpreact
dhpreact = (1.0 - h**2) * dh

# Your turn: dbngain
dbngain = (bnraw * dhpreact).sum(0, keepdim=True)

# Your turn: dbnbias
dbnbias = dhpreact.sum(0, keepdim=True)

# Your turn: dbnraw
dbnraw = bngain * dhpreact

# Your turn: dbnvar_inv
dbnvar_inv = (bndiff * dbnraw).sum(0, keepdim=True)

# Your turn: dbnvar
dbnvar = -0.5 * (bnvar + 1e-5) ** -1.5 * dbnvar_inv

# Your turn: dbndiff2
dbndiff2 = dbnvar.expand(n, hidden) / (n - 1)

# Your turn: dbndiff
dbndiff = bnvar_inv * dbnraw + 2.0 * bndiff * dbndiff2

# Your turn: dbnmeani
dbnmeani = -dbndiff.sum(0, keepdim=True)

# Your turn: dhprebn
dhprebn = dbndiff + dbnmeani / n

# Your turn: dembcat
dembcat = dhprebn @ W1.T  # (32, 64) @ (64, 30)

# Your turn: dW1
dW1 = embcat.T @ dhprebn  # (30, 32) @ (32, 64)

# Your turn: db1
db1 = dhprebn.sum(0)  # (64,)

# Your turn: demb
demb = dembcat.view(emb.shape)

# Your turn: dC
dC = torch.zeros_like(C)
for i in range(n):
    for j in range(context_size):
        dC[Xb[i, j]] += demb[i, j]
