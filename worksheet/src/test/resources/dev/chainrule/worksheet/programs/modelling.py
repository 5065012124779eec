# What a worksheet without tensors looks like: a bigram counter and a neuron, by hand.
import math
import random
words = ['anna', 'bob', 'carla', 'dan', 'eve', 'frank']
chars = sorted(list(set(''.join(words))))
stoi = {s: i + 1 for i, s in enumerate(chars)}
stoi['.'] = 0
itos = {i: s for s, i in stoi.items()}
V = len(itos)
N = [[0] * V for _ in range(V)]
for w in words:
    cs = ['.'] + list(w) + ['.']
    for a, b in zip(cs, cs[1:]):
        N[stoi[a]][stoi[b]] += 1
P = []
for row in N:
    s = sum(row) + V
    P.append([(c + 1) / s for c in row])
nll, n = 0.0, 0
for w in words:
    cs = f'.{w}.'
    for a, b in zip(cs, cs[1:]):
        nll -= math.log(P[stoi[a]][stoi[b]])
        n += 1
print(V, chars, n, nll / n)
print(f'{nll=:.6f} {nll / n:10.4f}')
random.seed(2147483647)
def sample(p):
    r, acc = random.random(), 0.0
    for i, q in enumerate(p):
        acc += q
        if r < acc: return i
    return len(p) - 1
for _ in range(5):
    out, ix = [], 0
    while len(out) < 12:
        ix = sample(P[ix])
        if ix == 0: break
        out.append(itos[ix])
    print(''.join(out))
def build(words, block=3):
    X, Y = [], []
    for w in words:
        context = [0] * block
        for ch in w + '.':
            ix = stoi[ch]
            X.append(context); Y.append(ix)
            context = context[1:] + [ix]
    return X, Y
random.seed(42); random.shuffle(words)
n1 = int(0.5 * len(words)); n2 = int(0.75 * len(words))
for part in (words[:n1], words[n1:n2], words[n2:]):
    X, Y = build(part)
    print(len(X), X[:2], Y[:3])
w = [0.4, 0.6]; v = 0.8; x = (1.0, 0.5); y = 1.0; rate = 0.5
for step in range(20):
    z = sum(wi * xi for wi, xi in zip(w, x))
    h = 1 / (1 + math.exp(-z))
    y_hat = v * h
    loss = (y_hat - y) ** 2
    dy_hat = 2 * (y_hat - y); dv = h * dy_hat; dh = v * dy_hat; dz = h * (1 - h) * dh
    dw = [xi * dz for xi in x]
    w = [wi - rate * g for wi, g in zip(w, dw)]; v -= rate * dv
    if step % 5 == 0: print(f'{step:3d} {loss:.10f} {dw[0]:+.6f} {dv:+.6f}')
assert loss < 0.01, f'loss is {loss}'
print(w, v)
logits = [2.0, 1.0, 0.1]
m = max(logits); e = [math.exp(l - m) for l in logits]; p = [t / sum(e) for t in e]
print([round(t - (1 if i == 0 else 0), 3) for i, t in enumerate(p)], -math.log(p[0]))
def cmp(s, a, b):
    ok = all(math.isclose(i, j, rel_tol=1e-9) for i, j in zip(a, b)); print(f'{s:15s} | exact: {str(a == b):5s} | approximate: {str(ok):5s} | maxdiff: {max(abs(i - j) for i, j in zip(a, b))}')
cmp('p', p, [t for t in p]); cmp('q', p, [t + 1e-12 for t in p])
