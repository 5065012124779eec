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

# From each character of a name, guess the next.
before = []
after = []
for name in names:
    characters = [0] + [stoi[character] for character in name] + [0]
    before += characters[:-1]
    after += characters[1:]
before = torch.tensor(before)
after = torch.tensor(after)

# A table of logits, a row for each character, trained by the short form of the gradient.
steps = 0
table = torch.zeros((27, 27))
for step in range(steps):
    d_logits = F.softmax(table[before], 1)
    d_logits[torch.arange(len(after)), after] -= 1.0
    d_table = torch.zeros_like(table)
    d_table.index_add_(0, before, d_logits / len(after))
    table = table - 20.0 * d_table

# 32 of the pairs
n = 32
last = before[:n]
right = after[:n]
logits = table[last]
logits.requires_grad = True
loss = F.cross_entropy(logits, right)

dlogits = F.softmax(logits, 1)
dlogits[torch.arange(n), right] -= 1.0
dlogits /= n
