# Integers: any size, floor division, signs of remainders, powers, shifts, bits.
for a in (7, -7, 0, 1, 9223372036854775807, -9223372036854775808, 10**30):
    for b in (3, -3, 1, -1, 2**40, -10**20):
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b))
print(7 / 2, -7 / 2, 1 / 3, 10**30 / 10**29, 2**53 / 3, (2**64 + 1) / 2**64)
print(2**10, 2**-2, (-2)**3, (-2)**-3, 0**0, 1**10000000000, (-1)**10000000001, 2**200)
print(1 << 70, (1 << 70) >> 68, -5 >> 1, -1 >> 100, 5 & 3, 5 | 3, 5 ^ 3, ~5, -5 & 0xFF, ~(2**70))
print(True + True, True * 3, -True, ~True, True & False, True | False, True ^ True, True & 3)
print(0x1F, 0o17, 0b101, 1_000_000, 0xdead_beef, 00)
print(int('42'), int('-0x1f', 16), int('0b11', 0), int(' 1_000 '), int(3.99), int(-3.99), int(True))
print(hex(255), hex(-255), bin(10), oct(64), hex(2**70), bin(-5))
print(pow(3, 4), pow(3, 4, 5), pow(3, -1, 7), pow(2, -3), pow(-3, 5, -7))
print(abs(-5), abs(-2**70), abs(True), (10).bit_length(), (-10).bit_length(), (2**100).bit_length())
print(round(15, -1), round(25, -1), round(35, -1), round(-15, -1), round(1234, 2), round(5, -3))
print(9223372036854775807 + 1, -9223372036854775808 - 1, 3037000500 * 3037000500, -9223372036854775808 // -1)
print(- 9223372036854775808, abs(-9223372036854775808), -(-9223372036854775808))
print(1 < 2, 2**70 > 2**69, 2**70 == 2.0**70, 2**53 + 1 == float(2**53), 2**53 + 1 > 2.0**53, 10**400 > 1e308)
x = 10
x += 5; x -= 1; x *= 3; x //= 4; x **= 2; x %= 37; x <<= 3; x >>= 1; x |= 1; x &= 0xF; x ^= 2
print(x)
x /= 4
print(x)
