row = [1]
for _ in range(8):
    print(' '.join(map(str, row)).center(30).rstrip())
    row = [a + b for a, b in zip([0] + row, row + [0])]
n, steps = 27, 0
while n != 1: n, steps = (n // 2 if n % 2 == 0 else 3 * n + 1), steps + 1
print(steps)
def gcd(a, b):
    while b: a, b = b, a % b
    return a
print(gcd(1071, 462), gcd(0, 5), [divmod(17, k) for k in (3, -3, 5)])
