# Loops, conditions, boolean logic, chained comparisons.
for i in range(3):
    for j in range(3):
        if j == 1: continue
        if i == 2: break
        print(i, j)
    else:
        print('inner done', i)
else:
    print('outer done')
n = 10
while n > 0:
    n -= 3
    if n == 1:
        continue
    if n < -5:
        break
else:
    print('while else', n)
while True:
    n += 1
    if n > 3: break
else: print('never')
print(n)
x = 5
if x < 3: print('a')
elif x < 4: print('b')
elif x == 5:
    print('c')
    if x: print('nested')
    else: print('no')
else: print('d')
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 > 0, 1 == 1 != 2, 1 < 2 > 0, 1 in [1] == True, not 1 == 2, not True or True, (1 < 2) == True)
print(0 or 'a', '' or None, 1 and 2, 0 and 1, None or 0 or [] or 'x', 1 and 'a' and [], not 0, not not 'a', True and not False, 1 or 1 / 0, 0 and 1 / 0)
print('yes' if x > 3 else 'no', 1 if 0 else 2 if 0 else 3, (1 if x else 2) + 1, [1, 2][x > 3], x if x else None)
def side(v):
    print('side', v)
    return v
print(side(1) < side(2) < side(3), side(3) < side(2) < side(1), side(0) or side(5), side(1) and side(0))
print(None is None, x is not None, [] is not [], True is True, 2 in (1, 2), 'a' not in {'b'}, -2**2, (-2)**2, 2**3**2, -2**-1, not 1 in [2], 2 * 3 % 4, 2 + 3 * 4 - 5, 7 // 2 * 2, 1 - 1 - 1, 8 / 4 / 2, 5 - -5, - - 5, +5, ~-1)
i = 0
while i < 3: i += 1; print(i, end=',')
print()
for k in (): print('nothing')
else: print('empty')
total = 0
for a, b in [(1, 2), (3, 4)]:
    for c in range(a, b + 1): total += c
    if total > 100: break
print(total, a, b, c)
for c in 'ab': pass
print(c); assert True; assert 1 < 2, 'message'
if True: pass; print('same line')
if x == 5 and \
   x != 6: print('continued')
y = (1 +
     2 +   # comment

     3)
z = [
    1, 2,
    3,
]
w = {
  'a': 1,
  'b': [
    2,
  ],
}
print(y, z, w)
def f(
    a,
    b=2,
):
    return (a
            + b)
print(f(1),
      f(a=2,
        b=3,),
)
if x:

    # a comment

    print('after blank lines')
  # oddly indented comment
    print('still inside')
for i in range(2):
	print('tab', i)
	if i:
		print('two tabs')
for x in [1, 2, 3]: y = x
print(x, y); del x, y
x = [10, 20]; del x[0]; print(x)
print([i for i in range(5)], i)
a = b = c = 3; a += 1; print(a, b, c); a, b = b, a; print(a, b)
m = {}; m['k'] = m.get('k', 0) + 1; m['k'] += 5; print(m); l = [1, 2]; l[0] *= 5; l[-1] -= 1; print(l); n = [[0]]; n[0][0] += 1; print(n)
"""a bare string"""
42
...
print(isinstance(1, int), isinstance(True, int), isinstance(1.0, float), isinstance('a', (int, str)), isinstance([], list), isinstance({}, dict), isinstance((), tuple), isinstance(set(), set), isinstance(1, bool), isinstance(None, int), callable(print), callable(1))
if __name__ == '__main__': print('main')
print(1, 2, 3, sep=', ', end='.\n'); print(); print('a', end=''); print('b', None, True, [1], sep='|'); print(*[1, 2], sep='\n'); print(sep='x'); print('', end='x\n', flush=True)
for i in range(10**18):
    if i == 3: break
print(i)
