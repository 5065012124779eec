import math
def softmax(z):
    m = max(z)
    e = [math.exp(v - m) for v in z]
    s = sum(e)
    return [v / s for v in e]
p = softmax([2.0, 1.0, 0.1])
print([f'{v:.4f}' for v in p], sum(p), -math.log(p[0]))
J = [[p[i] * ((i == j) - p[j]) for j in range(3)] for i in range(3)]
for r in J: print(' '.join(f'{v:+.4f}' for v in r))
print([round(sum(r), 12) + 0.0 for r in J], all(math.isclose(sum(r), 0, abs_tol=1e-12) for r in J))
eps = 1e-5
f = lambda z: -math.log(softmax(z)[0])
z = [2.0, 1.0, 0.1]
num = [(f([v + eps * (i == k) for k, v in enumerate(z)]) - f([v - eps * (i == k) for k, v in enumerate(z)])) / (2 * eps) for i in range(3)]
print([round(n, 6) for n in num], [round(q - (i == 0), 6) for i, q in enumerate(p)])
