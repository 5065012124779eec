cells = {(1, 0), (1, 1), (1, 2)}
def neighbours(c): return [(c[0] + i, c[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]
for gen in range(4):
    print(gen, sorted(cells))
    near = {}
    for c in cells:
        for n in neighbours(c):
            near[n] = near.get(n, 0) + 1
    cells = {c for c, k in near.items() if k == 3 or (k == 2 and c in cells)}
