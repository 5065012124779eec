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
emb = C[Xb]  # (32, 3, 10)
embcat = emb.view(n, -1)  # (32, 30)
hprebn = embcat @ W1 + b1  # (32, 64)

# Batch norm; var divides by n - 1 unless told otherwise
bnmean = hprebn.mean(0, keepdim=True)  # (1, 64)
bnstd_inv = (hprebn.var(0, keepdim=True) + 1e-5) ** -0.5  # (1, 64)
bnraw = (hprebn - bnmean) * bnstd_inv  # (32, 64)
hpreact = bngain * bnraw + bnbias

h = torch.tanh(hpreact)  # (32, 64)
logits = h @ W2 + b2  # (32, 27)
loss = F.cross_entropy(logits, Yb)

# Backward

# Your turn: dlogits
dlogits = F.softmax(logits, 1)
dlogits[torch.arange(n), Yb] -= 1.0
dlogits /= n

# The second linear layer and tanh, as before
dh = dlogits @ W2.T
dW2 = h.T @ dlogits
db2 = dlogits.sum(0)
dhpreact = (1.0 - h**2) * dh
dbngain = (bnraw * dhpreact).sum(0, keepdim=True)
dbnbias = dhpreact.sum(0, keepdim=True)

# Your turn: dhprebn
dhprebn = bngain * bnstd_inv * (dhpreact - dbnbias / n - bnraw * dbngain / (n - 1))

# The rest
dembcat = dhprebn @ W1.T
dW1 = embcat.T @ dhprebn
db1 = dhprebn.sum(0)
demb = dembcat.view(n, context_size, embedding)
dC = torch.zeros_like(C)
dC.index_add_(0, Xb.view(-1), demb.view(-1, embedding))
