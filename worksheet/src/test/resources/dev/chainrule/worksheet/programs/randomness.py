# The module random: the sequences of CPython.
import random
random.seed(42)
print([random.random() for _ in range(5)], [random.randint(1, 100) for _ in range(10)], random.uniform(-1, 1), random.uniform(5, 2))
xs = list(range(20)); random.shuffle(xs); print(xs)
words = ['emma', 'olivia', 'ava', 'isabella', 'sophia']; random.seed(42); random.shuffle(words); print(words)
for seed in (0, 1, -1, 2**32, 2**64 + 5, -2**40, 123456789012345678901234567890, True):
    random.seed(seed); print(seed, random.random(), random.randrange(1000), random.randint(-5, 5), random.getrandbits(40))
random.seed('a string'); print(random.random(), random.randint(0, 9)); random.seed('é日'); print(random.random())
random.seed(7); print(random.choice('abcdef'), random.choice([1, 2, 3]), random.choices([1, 2, 3], k=5), random.choices('ab', weights=[1, 9], k=8), random.choices('abc', cum_weights=[1, 2, 10], k=6))
print(random.sample(range(100), 10), random.sample(list('abcdefgh'), 3), random.sample(range(10**6), 5), random.sample([1, 2, 3], 3))
print(random.randrange(10), random.randrange(5, 10), random.randrange(0, 100, 7), random.randrange(10, 0, -3), random.randrange(2**40), random.randint(0, 2**70), random.randint(3, 3), random.randrange(-10, -5))
print(random.getrandbits(1), random.getrandbits(32), random.getrandbits(33), random.getrandbits(100), random.getrandbits(0))
random.seed(3); print([round(random.gauss(0, 1), 12) for _ in range(4)], round(random.gauss(mu=5, sigma=2), 12))
random.seed(10); print(sum(random.random() for _ in range(1000)))
random.seed(42); data = [random.randint(0, 2**31) for _ in range(700)]; print(data[-1], sum(data))
