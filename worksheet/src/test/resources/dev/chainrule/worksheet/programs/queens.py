def queens(n, row=0, cols=(), d1=(), d2=()):
    if row == n: return [list(cols)]
    out = []
    for c in range(n):
        if c not in cols and row + c not in d1 and row - c not in d2:
            out += queens(n, row + 1, cols + (c,), d1 + (row + c,), d2 + (row - c,))
    return out
s = queens(6)
print(len(s), s, len(queens(5)))
for c in s[0]: print('.' * c + 'Q' + '.' * (5 - c))
