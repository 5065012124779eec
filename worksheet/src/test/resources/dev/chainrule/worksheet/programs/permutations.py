def perms(xs):
    if not xs: return [()]
    return [(x,) + p for i, x in enumerate(xs) for p in perms(xs[:i] + xs[i + 1:])]
def powerset(s):
    out = [[]]
    for x in s: out += [o + [x] for o in out]
    return out
print(perms('abc'), len(perms(range(5)[:5] and [1, 2, 3, 4, 5])))
print(powerset([1, 2, 3]), [p for p in perms([1, 2, 3]) if p[0] < p[1]])
def flatten(x): return [z for y in x for z in flatten(y)] if isinstance(x, list) else [x]
print(flatten([1, [2, [3, [4, []], 5]], 'ab']))
