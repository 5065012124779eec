def newton(f, x, n=8, h=1e-6):
    for _ in range(n):
        d = (f(x + h) - f(x - h)) / (2 * h)
        x = x - f(x) / d
    return x
print(f'{newton(lambda x: x * x - 2, 1.0):.10f} {newton(lambda x: x ** 3 - x - 2, 1.5):.10f}')
def integrate(f, a, b, n=1000):
    h = (b - a) / n
    return h * (0.5 * f(a) + 0.5 * f(b) + sum(f(a + i * h) for i in range(1, n)))
print(integrate(lambda x: x ** 2, 0, 1), integrate(lambda t: 1 / t, 1, 2))
