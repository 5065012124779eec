# The module math.
import math
from math import sqrt, pi as PI, floor
print(math.pi, math.e, math.tau, math.inf, math.nan, PI, sqrt(2), floor(-2.5))
for v in (0.5, 1.0, 2.0, 3.7, 10.0):
    print(math.exp(v), math.log(v), math.log10(v), math.log2(v), math.log1p(v), math.expm1(v), math.sqrt(v))
    print(math.sin(v), math.cos(v), math.tan(v), math.atan(v), math.sinh(v), math.cosh(v), math.tanh(v))
print(math.log(8, 2), math.log(100, 10), math.log(10**400), math.log2(8), math.log2(2**-3), math.log10(1000), math.exp(-745), math.exp(1))
print(math.floor(2.7), math.ceil(2.1), math.trunc(-2.7), math.floor(-0.5), math.ceil(-0.5), math.floor(5), math.floor(1e20), math.ceil(-1e17))
print(math.pow(2, 0.5), math.pow(0, 0), math.pow(1, math.inf), math.pow(-1, math.inf), math.hypot(3, 4), math.hypot(1, 2, 2), math.dist([0, 0], [3, 4]), math.atan2(1, -1), math.atan2(-0.0, -1), math.copysign(3, -0.0))
print(math.factorial(0), math.factorial(5), math.factorial(25), math.comb(5, 2), math.comb(50, 25), math.comb(2, 3), math.perm(5, 2), math.perm(5), math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.lcm(4, 6), math.lcm(), math.gcd(12, -18, 8), math.isqrt(99), math.isqrt(10**40))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9), math.isclose(math.inf, math.inf), math.isclose(math.nan, math.nan))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.prod([1, 2, 3, 4]), math.prod([0.5, 4]), math.prod([], start=7), math.fsum([0.1] * 10), math.fsum([1e16, 1, -1e16]), sum([0.1] * 10))
print(math.degrees(math.pi), math.radians(180), math.fabs(-3), math.fmod(-7, 3), math.fmod(7.5, -2), math.modf(3.25), math.modf(-3.25), math.frexp(10), math.frexp(0.1), math.ldexp(0.625, 4), math.remainder(7, 4), math.exp2(3))
print(math.asin(0.5), math.acos(0.5), math.asin(1), math.ulp(1.0), math.nextafter(1.0, 2.0), math.erf(0.5), math.erf(-1), math.erf(0), math.erf(3.0), math.erf(10), math.erf(0.1))
print(math.sqrt(16), math.sqrt(0), math.sqrt(10**30), math.exp(True), math.log(1), math.tanh(1000), math.sin(0), -math.sin(0), math.cos(math.pi), math.sin(math.pi), math.sin(1e10), math.exp(0.001))
import math as m
print(m.sqrt(4), m is math)
def sigmoid(z): return 1 / (1 + math.exp(-z))
z = 0.4 * 1 + 0.6 * 0.5
h = sigmoid(z)
print(z, h, 0.8 * h, (0.8 * h - 1) ** 2, h * (1 - h))
print([round(math.tanh(k / 4), 6) for k in range(-8, 9)])
