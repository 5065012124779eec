def caesar(s, k):
    return ''.join(chr((ord(c) - 97 + k) % 26 + 97) if c.islower() else c for c in s)
m = caesar('hello, world', 3)
print(m, caesar(m, -3))
print(''.join(f'{ord(c):08b}' for c in 'Hi'), int('01001000', 2), hex(ord('é')), [hex(b)[2:].zfill(2) for b in (1, 255)])
print(' '.join('hello'[::-1]), {c: i for i, c in enumerate('abc', 1)})
