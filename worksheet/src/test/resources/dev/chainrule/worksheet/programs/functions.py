# Functions: arguments, closures, lambdas, recursion, decorators.
def f(a, b=2, *args, c, d=4, **kw):
    """A docstring."""
    return a, b, args, c, d, kw
print(f(1, c=3), f(1, 20, 30, 40, c=5, d=6, e=7), f(*[1, 2, 3], **{'c': 4, 'z': 5}), f(c=1, a=2), f(0, *(), c=1, **{}))
def g(x, /, y, *, z=0): return x + y + z
print(g(1, 2), g(1, y=2), g(1, 2, z=3))
def nothing(): pass
def early(n):
    for i in range(n):
        if i * i > n: return i
    return -1
print(nothing(), early(10), early(1))
def default(x, acc=[]):
    acc.append(x)
    return acc
print(default(1), default(2), default(3, []))
def counter():
    n = 0
    def step(k=1):
        nonlocal n
        n += k
        return n
    return step
c1, c2 = counter(), counter(); print(c1(), c1(5), c2(), c1())
total = 0
def add(k):
    global total
    total += k
for i in range(5): add(i)
print(total)
fs = [lambda x: x + i for i in range(3)]; print([h(10) for h in fs]); fs = [lambda x, i=i: x + i for i in range(3)]; print([h(10) for h in fs])
def fact(n): return 1 if n <= 1 else n * fact(n - 1)
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)
print(fact(20), fact(50), fib(15), (lambda a, *b, c=1, **d: (a, b, c, d))(1, 2, 3, e=4), (lambda: 7)(), (lambda x=3: x)())
def twice(fn):
    def wrapper(*a, **k):
        return fn(fn(*a, **k))
    return wrapper
@twice
def inc(x): return x + 1
@twice
@twice
def dbl(x): return 2 * x
print(inc(1), dbl(1), twice(lambda s: s + '!')('hi'))
def outer(x):
    def inner(): return x
    x = x + 1
    return inner
print(outer(1)(), list(map(fact, range(6))), sorted(['bb', 'a'], key=lambda s: len(s)))
def compose(*fns):
    def run(x):
        for fn in fns: x = fn(x)
        return x
    return run
print(compose(inc, dbl, str)(1), compose()(5))
def swap(a, b): return b, a
x, y = swap(1, 2); print(x, y)
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(10), odd(7), even(301))
def typed(x: int, y: float = 2.0) -> float:
    z: float = x * y
    w: int
    return z
print(typed(3), typed(3, y=4))
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(900))
def shadow(len): return len * 2
print(shadow(4), len([1]))
def modify(lst): lst.append(1); lst = [9]; return lst
q = []; print(modify(q), q)
x = 10
def reads(): return x
def shadows():
    x = 20
    return reads() + x
print(shadows(), x)
def gen_args(*args): return sum(args)
print(gen_args(*range(5)), gen_args(*(i * i for i in range(4))), max(*[1, 5, 3]), print('a', 'b', sep='-', end='!\n'))
def multi():
    return 1, \
        2
a, b = multi(); print(a, b, [n for n in (1, 2, 3) if (lambda v: v > 1)(n)])
print((lambda f: f(f, 5))(lambda self, n: 1 if n == 0 else n * self(self, n - 1)))
