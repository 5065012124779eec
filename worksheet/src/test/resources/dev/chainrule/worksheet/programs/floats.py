# Floats: how they print, round, divide and compare.
values = [0.0, -0.0, 1.0, -1.5, 0.1, 1 / 3, 2 / 3, 1e15, 1e16, 123456789012345678.0, 1e22, 1e23, 1e-4, 1e-5, 1.5e-7,
          5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.1 + 0.2, 100.0, 12345.678, 4.35, 2.675, 9007199254740993.0]
for v in values:
    print(v, repr(v), str(-v), v == v, bool(v), round(v, 2), '%g' % v, f'{v:e}')
inf = float('inf')
nan = float('nan')
print(inf, -inf, nan, inf - inf, inf > 1e308, nan == nan, nan != nan, nan < 1, inf == inf)
for a in (7.5, -7.5, 0.0, -0.0, 1e300, 0.1):
    for b in (2.0, -2.0, 0.3, -0.1, 1e-10):
        print(a, b, a // b, a % b, divmod(a, b))
print(5.0 % inf, -5.0 % inf, 5.0 // inf, -5.0 // inf, 5 % -inf)
print(2.0**0.5, 2**0.5, 4**-0.5, (-8.0)**3, 0.0**0, 1.0**inf, 0.5**inf, 2.0**-1074, (-2.0)**-2)
print(1e308 * 10, -1e308 * 10, 1 + 1e-16, 1.0 * 3, 3 - 0.5, True + 0.5, 7 // 2.0, 7 % 2.5)
for v in (0.5, 1.5, 2.5, -0.5, -1.5, 0.49999999999999994, 1e20):
    print(round(v), int(v))
print(round(2.675, 2), round(1.005, 2), round(0.125, 2), round(0.375, 2), round(1234.5678, -2), round(-0.4), round(1e300, 10), round(5.5, 400))
print(float('1e3'), float(' -2.5 '), float('1_0.5'), float('Infinity'), float('-inf'), float('.5'), float('5.'), float(10**20), float(True))
print(1.0.is_integer(), (1.5).is_integer(), 1e5, 1e+5, 1E5, .5, 5., 1_0.0_1)
print(0.1 + 0.7, 0.1 * 3, 1.1 + 2.2, 3.3 / 1.1, 1 - 0.9, 1e16 + 1, 100 * 1.1)
print(max(1, 1.0), min(1.0, 1), max(0.0, -0.0), sorted([3, 1.5, 2, -0.5]))
print(1 == 1.0, 1 < 1.5 < 2, 3 > 2.5 >= 2.5)
print([0.1] * 3, (0.5,), {0.5: 1.0}, {1.0, 2.5})
x = 1.5
x += 1; x *= 2; x -= 0.5; x /= 3; x **= 2; x //= 1
print(x)
