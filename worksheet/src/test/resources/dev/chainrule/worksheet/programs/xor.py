import math, random
random.seed(5)
H = 4
W1 = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(H)]
b1 = [0.0] * H
W2 = [random.uniform(-1, 1) for _ in range(H)]
b2 = 0.0
data = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]
for epoch in range(300):
    loss = 0.0
    for x, y in data:
        h = [math.tanh(sum(w * v for w, v in zip(row, x)) + b) for row, b in zip(W1, b1)]
        p = 1 / (1 + math.exp(-(sum(w * v for w, v in zip(W2, h)) + b2)))
        loss -= math.log(p if y else 1 - p)
        dz = p - y
        dh = [dz * w * (1 - v * v) for w, v in zip(W2, h)]
        W2 = [w - 0.5 * dz * v for w, v in zip(W2, h)]
        b2 -= 0.5 * dz
        for j in range(H):
            b1[j] -= 0.5 * dh[j]
            for k in range(2): W1[j][k] -= 0.5 * dh[j] * x[k]
    if epoch % 100 == 0: print(epoch, f'{loss:.6f}')
print(f'{loss:.4f}', loss < 1)
