def search(xs, t):
    lo, hi = 0, len(xs)
    while lo < hi:
        mid = (lo + hi) // 2
        if xs[mid] < t: lo = mid + 1
        else: hi = mid
    return lo
xs = list(range(0, 100, 7))
print([search(xs, t) for t in (-1, 0, 3, 50, 98, 99)], xs[search(xs, 50)])
def rle(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]: j += 1
        out.append((s[i], j - i)); i = j
    return out
print(rle('aaabccd'), ''.join(c * n for c, n in rle('aaabccd')) == 'aaabccd')
def to_base(n, b): return '0' if n == 0 else (to_base(n // b, b).lstrip('0') + '0123456789abcdef'[n % b])
print(to_base(255, 16), to_base(10, 2), int(to_base(12345, 7), 7))
