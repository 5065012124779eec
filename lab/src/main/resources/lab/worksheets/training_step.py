"""One training step of the character model, by hand: forward, backward, update."""
import torch

torch.manual_seed(42)
n, context, width, hidden, characters = 4, 3, 2, 5, 6
C = torch.randn(characters, width)
W1 = torch.randn(context * width, hidden) * (5 / 3) / (context * width) ** 0.5
b1 = torch.randn(hidden) * 0.1
W2 = torch.randn(hidden, characters) * 0.1
b2 = torch.randn(characters) * 0.1
bngain = torch.randn(1, hidden) * 0.1 + 1.0
bnbias = torch.randn(1, hidden) * 0.1
parameters = [C, W1, b1, W2, b2, bngain, bnbias]
for p in parameters:
    p.requires_grad = True
X = torch.randint(0, characters, (n, context))
Y = torch.randint(0, characters, (n,))

# Forward
embcat = C[X].view(n, -1)
hprebn = embcat @ W1 + b1
bndiff = hprebn - hprebn.mean(0, keepdim=True)
bnvar_inv = ((bndiff ** 2).sum(0, keepdim=True) / (n - 1) + 1e-5) ** -0.5
bnraw = bndiff * bnvar_inv
hpreact = bngain * bnraw + bnbias
h = torch.tanh(hpreact)
logits = h @ W2 + b2
logprobs = logits.log_softmax(1)
loss = -logprobs[range(n), Y].mean()

# Backward
dlogits = logprobs.exp()
dlogits[range(n), Y] -= 1
dlogits /= n

dh = dlogits @ W2.T
dW2 = h.T @ dlogits
db2 = dlogits.sum(0)

dhpreact = (1 - h ** 2) * dh

dbngain = (bnraw * dhpreact).sum(0, keepdim=True)
dbnbias = dhpreact.sum(0, keepdim=True)
scale = bngain * bnvar_inv / n
along = n / (n - 1) * bnraw * dbngain
dhprebn = scale * (n * dhpreact - dbnbias - along)

dembcat = dhprebn @ W1.T
dW1 = embcat.T @ dhprebn
db1 = dhprebn.sum(0)

dC = torch.zeros_like(C).index_add(0, X.view(-1), dembcat.view(-1, width))

# Update
rate = 0.1
with torch.no_grad():
    C_next = C - rate * dC
    W1_next = W1 - rate * dW1
