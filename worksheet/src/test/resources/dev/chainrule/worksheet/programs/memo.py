def memo(fn):
    cache = {}
    def inner(*args):
        if args not in cache: cache[args] = fn(*args)
        return cache[args]
    return inner
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
@memo
def ways(n, k): return 1 if n == 0 else 0 if n < 0 or k == 0 else ways(n, k - 1) + ways(n - k, k)
print(fib(90), ways(30, 30), [fib(i) for i in range(10)])
