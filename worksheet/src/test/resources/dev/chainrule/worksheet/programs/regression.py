import random
random.seed(0)
xs = [i / 10 for i in range(20)]
ys = [3 * x - 1 + random.gauss(0, 0.1) for x in xs]
w = b = 0.0
for step in range(200):
    dw = sum(2 * (w * x + b - y) * x for x, y in zip(xs, ys)) / len(xs)
    db = sum(2 * (w * x + b - y) for x, y in zip(xs, ys)) / len(xs)
    w, b = w - 0.2 * dw, b - 0.2 * db
print(round(w, 3), round(b, 3), f'{w:.6f}'[:6])
