n = 60
is_prime = [True] * (n + 1)
is_prime[:2] = [False, False]
for i in range(2, int(n ** 0.5) + 1):
    if is_prime[i]:
        is_prime[i * i::i] = [False] * len(is_prime[i * i::i])
print([i for i, p in enumerate(is_prime) if p])
print(sum(is_prime), all(p in (True, False) for p in is_prime))
