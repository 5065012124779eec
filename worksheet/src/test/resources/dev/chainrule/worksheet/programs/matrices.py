def matmul(a, b):
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]
def det(m):
    if len(m) == 1: return m[0][0]
    return sum((-1) ** j * m[0][j] * det([row[:j] + row[j + 1:] for row in m[1:]]) for j in range(len(m)))
A = [[1, 2], [3, 4]]
I = [[int(i == j) for j in range(2)] for i in range(2)]
print(matmul(A, A), matmul(A, I) == A, det(A), det([[2, 0, 1], [1, 3, 2], [1, 1, 4]]))
print([list(t) for t in zip(*A)], sum(map(sum, A)), max(max(r) for r in A))
for row in A: print(' '.join(f'{v:>4}' for v in row))
