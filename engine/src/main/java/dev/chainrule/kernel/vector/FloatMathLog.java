package dev.chainrule.kernel.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// The natural logarithm of float lanes, and softplus; at most 2 ulp from the real value. Bits are
/// as reproducible as [FloatMathExp]'s.
///
/// x = 2ᵏ·(1 + f) with 1 + f between 2/3 and 4/3, cut from the bits of x; log(1 + f) = f − f²/2 +
/// f³·P(f), with P a minimax polynomial by Remez's algorithm, of the relative error; and k·ln 2 is
/// added in two parts, the first exact (Muller, Elementary Functions, 3rd edition, chapter 11).
final class FloatMathLog {
  /// The bits of 2/3.
  private static final int TWO_THIRDS = 0x3f2aaaab;

  private static final float TWO_TO_23 = 0x1p23f;

  private FloatMathLog() {}

  /// log x: −∞ at 0, NaN below.
  static FloatVector log(FloatVector x) {
    VectorMask<Float> tiny = x.compare(LT, Float.MIN_NORMAL);
    FloatVector normal = x.blend(x.mul(TWO_TO_23), tiny);
    IntVector bits = normal.reinterpretAsInts();
    IntVector exponent = bits.sub(TWO_THIRDS).lanewise(ASHR, 23);
    FloatVector f = bits.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1);
    FloatVector k = (FloatVector) exponent.convert(I2F, 0);
    return special(x, sum(k.blend(k.sub(23), tiny), f));
  }

  /// log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|).
  static FloatVector softplus(FloatVector x) {
    FloatVector e = FloatMathExp.exp(x.abs().neg());
    // 1 + e is above 4/3: 2·(1 + f) instead.
    VectorMask<Float> upper = e.compare(GT, 1f / 3);
    FloatVector f = e.blend(e.sub(1).mul(0.5f), upper);
    FloatVector log = sum(e.broadcast(0).blend(1, upper), f);
    return log.add(x.blend(0, x.compare(LT, 0)));
  }

  /// k·ln 2 + log(1 + f).
  private static FloatVector sum(FloatVector k, FloatVector f) {
    FloatVector square = f.mul(f);
    FloatVector low = k.mul(FloatMathExp.LN2_LO);
    low = polynomial(f).fma(f.mul(square), low);
    low = square.fma(f.broadcast(-0.5f), low);
    return k.fma(f.broadcast(FloatMathExp.LN2_HI), f.add(low));
  }

  /// (log(1 + f) − f + f²/2)/f³ for |f| ≤ 1/3, with an error of 2⁻³⁰ of the logarithm.
  private static FloatVector polynomial(FloatVector f) {
    FloatVector p = f.broadcast(0x1.fa2e86p-4f);
    p = p.fma(f, f.broadcast(-0x1.071be8p-3f));
    p = p.fma(f, f.broadcast(0x1.b4b0aep-4f));
    p = p.fma(f, f.broadcast(-0x1.f384d4p-4f));
    p = p.fma(f, f.broadcast(0x1.25207cp-3f));
    p = p.fma(f, f.broadcast(-0x1.559938p-3f));
    p = p.fma(f, f.broadcast(0x1.9995f6p-3f));
    p = p.fma(f, f.broadcast(-0x1.ffff0ep-3f));
    return p.fma(f, f.broadcast(0x1.555558p-2f));
  }

  private static FloatVector special(FloatVector x, FloatVector log) {
    FloatVector y = log.blend(x, x.compare(LT, Float.POSITIVE_INFINITY).not());
    y = y.blend(Float.NaN, x.compare(LT, 0));
    return y.blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0));
  }
}
