package dev.chainrule.kernel.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// The exponential function of float lanes, and functions made of it; at most 2 ulp from the real
/// value, subnormal results too.
///
/// A lane's bits depend on that lane's input alone: not on the species, which is the argument's,
/// and not on what compiled the code, since every step is one that IEEE 754 defines. So there is no
/// `VectorOperators.EXP` here, whose last bit differs between interpreter and compiler.
///
/// eˣ = 2ⁿ·eʳ with n = ⌊x/ln 2⌉ and r = x − n·ln 2 in two steps, the first of which is exact (Cody
/// & Waite 1980, chapter 6). Adding a large constant rounds x/ln 2 to n in its low bits (Muller,
/// Handbook of Floating-Point Arithmetic, 2nd edition, 10.2), from which shifts make 2ⁿ. Near 0, eʳ
/// − 1 = r + r²·Q(r), where Q is a minimax polynomial by Remez's algorithm, of the relative error.
///
/// Methods are small enough to be inlined, and all that they use is inlined by the JDK, so compiled
/// loops allocate nothing.
final class FloatMathExp {
  static final float LOG2_E = 0x1.715476p0f;

  /// ln 2 = HI + LO, where n·HI is exact for |n| < 2¹⁵.
  static final float LN2_HI = 0x1.63p-1f;

  static final float LN2_LO = -0x1.bd0106p-13f;

  /// 1.5·2²³, whose ulp is 1.
  static final float ROUNDER = 0x1.8p23f;

  /// A rounder whose low bits are n + 127: shifted left by 23 they are the bits of 2ⁿ.
  static final float SCALE_ROUNDER = ROUNDER + 127;

  /// A rounder whose low bits are n + 2·127, for 2ⁿ in two factors.
  static final float HALVES_ROUNDER = ROUNDER + 254;

  /// Where eˣ rounds to 0 and to infinity.
  private static final float EXP_LOWEST = -104;

  private static final float EXP_HIGHEST = 89;

  /// Where 1 + eˣ is 1 and where 1/(1 + eˣ) rounds to 0.
  private static final float SIGMOID_LOWEST = -80;

  private static final float SIGMOID_HIGHEST = 104;

  /// Where x/(1 + eˣ) rounds to 0.
  private static final float SILU_HIGHEST = 110;

  /// Where tanh x rounds to 1.
  private static final float TANH_HIGHEST = 9.1f;

  /// n is ⌊2|x|/ln 2 − this⌉.
  private static final float TANH_SHIFT = 0.2213f;

  private FloatMathExp() {}

  /// eˣ.
  static FloatVector exp(FloatVector x) {
    FloatVector c = x.blend(EXP_LOWEST, x.compare(LT, EXP_LOWEST));
    c = c.blend(EXP_HIGHEST, x.compare(GT, EXP_HIGHEST));
    FloatVector t = c.fma(c.broadcast(LOG2_E), c.broadcast(HALVES_ROUNDER));
    FloatVector r = remainder(c, t.sub(HALVES_ROUNDER));
    return expm1(r).add(1).mul(firstScale(t)).mul(secondScale(t));
  }

  /// The hyperbolic tangent, as E/(E + 2) with E = e^(2|x|) − 1.
  ///
  /// n stays 0 up to 2|x| = 0.5, where E would lose digits. The quotient is corrected by what its
  /// divisor and itself lost in rounding.
  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector c = a.blend(TANH_HIGHEST, a.compare(GT, TANH_HIGHEST));
    FloatVector twice = c.add(c);
    FloatVector t = twice.fma(c.broadcast(LOG2_E), c.broadcast(-TANH_SHIFT)).add(SCALE_ROUNDER);
    FloatVector scale = scale(t);
    FloatVector r = remainder(twice, t.sub(SCALE_ROUNDER));
    FloatVector e = expm1(r).fma(scale, scale.sub(1));
    FloatVector divisor = e.add(2);
    FloatVector inverse = e.broadcast(1).div(divisor);
    FloatVector y = e.mul(inverse);
    FloatVector rest = divisor.fma(y.neg(), e);
    rest = e.sub(divisor.sub(2)).fma(y.neg(), rest);
    return withSign(rest.fma(inverse, y), x);
  }

  /// 1/(1 + e⁻ˣ).
  static FloatVector sigmoid(FloatVector x) {
    FloatVector u = x.neg();
    u = u.blend(SIGMOID_HIGHEST, u.compare(GT, SIGMOID_HIGHEST));
    u = u.blend(SIGMOID_LOWEST, u.compare(LT, SIGMOID_LOWEST));
    FloatVector t = u.fma(u.broadcast(LOG2_E), u.broadcast(SCALE_ROUNDER));
    return weigh(u.broadcast(1), expm1(remainder(u, t.sub(SCALE_ROUNDER))), t);
  }

  /// x/(1 + e⁻ˣ); NaN at −∞, where the quotient is that of infinities.
  static FloatVector silu(FloatVector x) {
    FloatVector c = x.blend(-SILU_HIGHEST, x.compare(LT, -SILU_HIGHEST));
    FloatVector u = c.blend(-SIGMOID_LOWEST, c.compare(GT, -SIGMOID_LOWEST)).neg();
    FloatVector t = u.fma(u.broadcast(LOG2_E), u.broadcast(SCALE_ROUNDER));
    FloatVector y = weigh(c, expm1(remainder(u, t.sub(SCALE_ROUNDER))), t);
    return y.blend(Float.NaN, x.compare(EQ, Float.NEGATIVE_INFINITY));
  }

  /// x/(1 + (1 + f)·2ⁿ), where the low bits of `t` are n + 127, for n up to 159.
  ///
  /// The divisor is rounded once; where 2ⁿ is large it is divided by 2⁶⁴, and so is the result
  /// after, so that it is rounded once where it is subnormal.
  static FloatVector weigh(FloatVector x, FloatVector f, FloatVector t) {
    VectorMask<Float> large = t.compare(GT, SCALE_ROUNDER + 64);
    FloatVector one = x.broadcast(1).blend(0x1p-64f, large);
    FloatVector scale = scale(t.blend(t.sub(64), large));
    FloatVector sum = scale.add(one);
    FloatVector rest = f.fma(scale, one.sub(sum.sub(scale)));
    return x.div(sum.add(rest)).mul(one);
  }

  /// x − n·ln 2.
  static FloatVector remainder(FloatVector x, FloatVector n) {
    return n.fma(x.broadcast(-LN2_LO), n.fma(x.broadcast(-LN2_HI), x));
  }

  /// eʳ − 1 for r between −0.35 and 0.5; the polynomial's relative error is 2⁻²⁹·⁴.
  static FloatVector expm1(FloatVector r) {
    FloatVector q = r.broadcast(0x1.bee312p-13f);
    q = q.fma(r, r.broadcast(0x1.6d2aeep-10f));
    q = q.fma(r, r.broadcast(0x1.10fc04p-7f));
    q = q.fma(r, r.broadcast(0x1.5554fcp-5f));
    q = q.fma(r, r.broadcast(0x1.555562p-3f));
    q = q.fma(r, r.broadcast(0.5f));
    return q.fma(r.mul(r), r);
  }

  /// 2ⁿ, normal, where the low bits of `t` are n + 127.
  static FloatVector scale(FloatVector t) {
    return t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
  }

  /// 2^⌊n/2⌋ where the low bits of `t` are n + 254.
  static FloatVector firstScale(FloatVector t) {
    return t.reinterpretAsInts().lanewise(LSHR, 1).lanewise(LSHL, 23).reinterpretAsFloats();
  }

  /// 2^⌈n/2⌉ where the low bits of `t` are n + 254. A product with both factors is rounded once.
  static FloatVector secondScale(FloatVector t) {
    IntVector bits = t.reinterpretAsInts();
    return bits.sub(bits.lanewise(LSHR, 1)).lanewise(LSHL, 23).reinterpretAsFloats();
  }

  /// `size`, which is not negative, with the sign of `x`.
  static FloatVector withSign(FloatVector size, FloatVector x) {
    return size.reinterpretAsInts()
        .or(x.reinterpretAsInts().and(Integer.MIN_VALUE))
        .reinterpretAsFloats();
  }
}
