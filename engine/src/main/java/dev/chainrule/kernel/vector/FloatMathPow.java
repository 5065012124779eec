package dev.chainrule.kernel.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// Powers of float lanes, at most 2 ulp from the real value. Bits are as reproducible as
/// [FloatMathExp]'s.
///
/// |x|ʸ = 2^(y·log₂|x|), where the logarithm and the product are sums of two floats, some 36 bits
/// together, since the product's absolute error is the power's relative one. With m in [√½, √2) cut
/// from the bits of x, log m = 2·artanh s and s = (m − 1)/(m + 1); artanh s = s + s³/3 + s⁵·Q(s²),
/// with Q minimax by Remez's algorithm (Dekker 1971 for the arithmetic of pairs; Muller, Handbook
/// of Floating-Point Arithmetic, 2nd edition, chapter 14).
final class FloatMathPow {
  /// The bits of √½.
  private static final int SQRT_HALF = 0x3f3504f3;

  /// 2/ln 2 and 1/3, each as the sum of two floats.
  private static final float TWO_OVER_LN2 = 0x1.715476p1f;

  private static final float TWO_OVER_LN2_LO = 0x1.4ae0c0p-25f;
  private static final float THIRD = 0x1.555556p-2f;
  private static final float THIRD_LO = -0x1.555556p-27f;

  /// A larger exponent gives the same 0, 1 or infinity, for any base.
  private static final float EXPONENT_LIMIT = 0x1p33f;

  /// 2 to more than this is infinity, to less than its negative 0.
  private static final float RESULT_LIMIT = 160;

  private FloatMathPow() {}

  /// xʸ by the rules of C's `pow`: 1 for y = 0 and for x = 1, whatever the other is; NaN for a
  /// negative finite x and a y that is no integer; the sign of x for odd y.
  static FloatVector pow(FloatVector x, FloatVector y) {
    FloatVector a = x.abs();
    VectorMask<Float> tiny = a.compare(LT, Float.MIN_NORMAL);
    IntVector bits = a.blend(a.mul(0x1p23f), tiny).reinterpretAsInts();
    IntVector exponent = bits.sub(SQRT_HALF).lanewise(ASHR, 23);
    FloatVector m = bits.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats();
    FloatVector k = (FloatVector) exponent.convert(I2F, 0);
    FloatVector power = power(k.blend(k.sub(23), tiny), m, y);
    return signed(x, y, atEnds(a, y, power));
  }

  /// 2^(y·(k + log₂ m)).
  private static FloatVector power(FloatVector k, FloatVector m, FloatVector y) {
    FloatVector d = m.add(1);
    FloatVector f = m.sub(1);
    FloatVector inverse = d.broadcast(1).div(d);
    FloatVector s = f.mul(inverse);
    FloatVector left = s.neg().fma(d, f);
    left = d.sub(1).sub(m).fma(s, left);
    return power(k, s, left.mul(inverse), y);
  }

  /// 2^(y·(k + 2/ln 2·artanh(s + sLow))).
  private static FloatVector power(FloatVector k, FloatVector s, FloatVector sLow, FloatVector y) {
    FloatVector z = s.mul(s);
    FloatVector zLow = s.fma(s, z.neg());
    zLow = s.add(s).fma(sLow, zLow);
    // s²/3 and the rest of the series, relative to s.
    FloatVector third = z.mul(THIRD);
    FloatVector rest = z.fma(s.broadcast(THIRD), third.neg());
    rest = zLow.fma(s.broadcast(THIRD), rest);
    rest = z.fma(s.broadcast(THIRD_LO), rest);
    rest = series(z).fma(z.mul(z), rest);
    FloatVector cube = s.mul(third);
    FloatVector low = s.fma(third, cube.neg()).add(sLow);
    low = s.fma(rest, low);
    low = sLow.fma(third, low);
    FloatVector high = s.add(cube);
    low = low.add(cube.sub(high.sub(s)));
    return exp2OfProduct(k, high, low, y);
  }

  /// (artanh √z/√z − 1 − z/3)/z² for z ≤ 1/25, with an error of 2⁻³⁴·⁵ of the logarithm.
  private static FloatVector series(FloatVector z) {
    FloatVector q = z.broadcast(0x1.e8df98p-4f);
    q = q.fma(z, z.broadcast(0x1.241a78p-3f));
    return q.fma(z, z.broadcast(0x1.999aa0p-3f));
  }

  /// 2^(y·(k + 2/ln 2·(high + low))).
  private static FloatVector exp2OfProduct(
      FloatVector k, FloatVector high, FloatVector low, FloatVector y) {
    FloatVector log = high.mul(TWO_OVER_LN2);
    FloatVector logLow = high.fma(k.broadcast(TWO_OVER_LN2), log.neg());
    logLow = high.fma(k.broadcast(TWO_OVER_LN2_LO), logLow);
    logLow = low.fma(k.broadcast(TWO_OVER_LN2), logLow);
    FloatVector sum = k.add(log);
    logLow = logLow.add(log.sub(sum.sub(k)));
    FloatVector c = limited(y, EXPONENT_LIMIT);
    FloatVector product = c.mul(sum);
    FloatVector productLow = c.fma(logLow, c.fma(sum, product.neg()));
    productLow = productLow.blend(0, product.abs().compare(GT, RESULT_LIMIT));
    return exp2(limited(product, RESULT_LIMIT), productLow);
  }

  private static FloatVector limited(FloatVector x, float limit) {
    return x.blend(limit, x.compare(GT, limit)).blend(-limit, x.compare(LT, -limit));
  }

  private static FloatVector exp2(FloatVector x, FloatVector low) {
    FloatVector t = x.add(FloatMathExp.HALVES_ROUNDER);
    FloatVector r = x.sub(t.sub(FloatMathExp.HALVES_ROUNDER)).add(low);
    FloatVector p = r.broadcast(0x1.00f24cp-16f);
    p = p.fma(r, r.broadcast(0x1.445fc8p-13f));
    p = p.fma(r, r.broadcast(0x1.5d8722p-10f));
    p = p.fma(r, r.broadcast(0x1.3b29f0p-7f));
    p = p.fma(r, r.broadcast(0x1.c6b08ep-5f));
    p = p.fma(r, r.broadcast(0x1.ebfbe0p-3f));
    p = p.fma(r, r.broadcast(0x1.62e430p-1f));
    p = p.fma(r, r.broadcast(1));
    return p.mul(FloatMathExp.firstScale(t)).mul(FloatMathExp.secondScale(t));
  }

  /// 0, infinity and NaN for a = 0, ∞ and NaN, and 1 for y = 0.
  private static FloatVector atEnds(FloatVector a, FloatVector y, FloatVector power) {
    VectorMask<Float> zero = a.compare(EQ, 0);
    VectorMask<Float> infinite = a.compare(EQ, Float.POSITIVE_INFINITY);
    // The reciprocal of an end is the other.
    FloatVector end = a.blend(Float.POSITIVE_INFINITY, zero).blend(0, infinite);
    end = a.blend(end, y.compare(LT, 0));
    VectorMask<Float> ends = zero.or(a.compare(LT, Float.POSITIVE_INFINITY).not());
    return power.blend(end, ends.and(y.compare(EQ, y))).blend(1, y.compare(EQ, 0));
  }

  private static FloatVector signed(FloatVector x, FloatVector y, FloatVector power) {
    FloatVector a = y.abs();
    // From 2²³ on all are integers, from 2²⁴ on even.
    VectorMask<Float> large = a.compare(GE, 0x1p23f);
    FloatVector shifted = a.add(0x1p23f);
    VectorMask<Float> integer = shifted.sub(0x1p23f).compare(EQ, a).or(large);
    IntVector last = shifted.blend(a, large).reinterpretAsInts().lanewise(LSHL, 31);
    last = last.blend(0, a.compare(GE, 0x1p24f).cast(last.species()));
    last = last.blend(0, integer.not().cast(last.species()));
    IntVector sign = x.reinterpretAsInts().and(last);
    FloatVector p = power.reinterpretAsInts().or(sign).reinterpretAsFloats();
    VectorMask<Float> below = x.compare(LT, 0).and(x.compare(NE, Float.NEGATIVE_INFINITY));
    p = p.blend(Float.NaN, below.andNot(integer));
    return p.blend(1, x.compare(EQ, 1));
  }
}
