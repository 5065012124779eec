package dev.chainrule.kernel.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// The error function of float lanes, and the two forms of GELU; at most 2 ulp from the real value.
/// The derivative of GELU, which crosses 0, is at most 2⁻²³ from it. Bits are as reproducible as
/// [FloatMathExp]'s.
///
/// The polynomials are minimax ones by Remez's algorithm, of the result's relative error.
final class FloatMathErf {
  /// Where erf x rounds to 1.
  private static final float ERF_HIGHEST = 3.95f;

  /// Where x·Φ(−x) rounds to 0.
  private static final float GELU_HIGHEST = 14.45f;

  /// 1/√(2π).
  private static final float DENSITY = 0x1.988454p-2f;

  private static final float GELU_TANH_HIGHEST = 10.9f;

  /// 2·√(2/π) and 0.044715 times it, each as the sum of two floats.
  private static final float LINEAR = 0x1.988454p0f;

  private static final float LINEAR_LO = -0x1.857936p-25f;
  private static final float CUBIC = 0x1.2444f2p-4f;
  private static final float CUBIC_LO = 0x1.49b16ap-29f;

  /// Beyond it 1 + e⁻ᵘ is 1.
  private static final float SMALLEST_WEIGHT = 80;

  /// 5.1198/(a + 3) − 1 is between −0.71 and 0.71; where it is 0, the scaled tail is the sum of two
  /// floats.
  private static final float TAIL_SCALE = 0x1.47aae0p2f;

  private static final float TAIL_MIDDLE = 0x1.a5b8eap-1f;
  private static final float TAIL_MIDDLE_LO = 0x1.905aap-26f;

  private FloatMathErf() {}

  /// erf x: x + x·P(x²) up to |x| = 1, and 1 − e^Q(|x|) beyond, where Q is the logarithm of erfc.
  static FloatVector erf(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector a = size.blend(ERF_HIGHEST, size.compare(GT, ERF_HIGHEST));
    FloatVector near = nearZero(a.mul(a)).fma(a, a);
    FloatVector q = logErfc(a);
    FloatVector t =
        q.fma(q.broadcast(FloatMathExp.LOG2_E), q.broadcast(FloatMathExp.SCALE_ROUNDER));
    FloatVector r = FloatMathExp.remainder(q, t.sub(FloatMathExp.SCALE_ROUNDER));
    FloatVector scale = FloatMathExp.scale(t).neg();
    FloatVector far = FloatMathExp.expm1(r).add(1).fma(scale, q.broadcast(1));
    return FloatMathExp.withSign(far.blend(near, a.compare(LT, 1)), x);
  }

  /// erf(√z)/√z − 1 for z ≤ 1.
  private static FloatVector nearZero(FloatVector z) {
    FloatVector p = z.broadcast(0x1.496a42p-14f);
    p = p.fma(z, z.broadcast(-0x1.a3f706p-11f));
    p = p.fma(z, z.broadcast(0x1.5405b2p-8f));
    p = p.fma(z, z.broadcast(-0x1.b7f90ep-6f));
    p = p.fma(z, z.broadcast(0x1.ce2cf8p-4f));
    p = p.fma(z, z.broadcast(-0x1.81273ep-2f));
    return p.fma(z, z.broadcast(0x1.06eba8p-3f));
  }

  /// log erfc a for a between 1 and 3.95, with an error of 2⁻²⁹·⁷ of erf a.
  private static FloatVector logErfc(FloatVector a) {
    FloatVector q = a.broadcast(0x1.896de8p-13f);
    q = q.fma(a, a.broadcast(-0x1.83fbf2p-9f));
    q = q.fma(a, a.broadcast(0x1.66a352p-6f));
    q = q.fma(a, a.broadcast(-0x1.a6c7e0p-4f));
    q = q.fma(a, a.broadcast(-0x1.46a992p-1f));
    q = q.fma(a, a.broadcast(-0x1.208e50p0f));
    return q.fma(a, a.broadcast(-0x1.502f92p-12f));
  }

  /// x·Φ(x) = max(x, 0) − |x|·Φ(−|x|), where Φ(−a) = e^(−a²/2)·v·G(v) with v = 1/(a + 3); NaN at
  /// −∞, where Φ is 0.
  ///
  /// Roundings of factors are carried to the end, so that a·Φ(−a) keeps its relative precision down
  /// to where it rounds to 0.
  static FloatVector gelu(FloatVector x) {
    FloatVector a = bounded(x.abs());
    FloatVector v = inverse(a);
    FloatVector error = inverseError(a, v);
    FloatVector half = a.mul(-0.5f);
    FloatVector square = a.mul(half);
    FloatVector low = a.fma(half, square.neg()).add(error);
    FloatVector t = halves(square);
    FloatVector f = FloatMathExp.expm1(FloatMathExp.remainder(square, rounded(t)));
    FloatVector weight = f.fma(a, a);
    FloatVector weightLow = f.fma(a, a.sub(weight));
    FloatVector u = scaled(v, error);
    FloatVector slope = tailSlope(u);
    FloatVector g = slope.fma(u, u.broadcast(TAIL_MIDDLE));
    FloatVector high = g.mul(v);
    FloatVector highLow = highLow(slope, u, g, v, high);
    FloatVector rest = weight.mul(high).mul(low);
    rest = weightLow.fma(high, weight.fma(highLow, rest));
    FloatVector product = weight.fma(high, rest);
    FloatVector tail = product.mul(FloatMathExp.firstScale(t)).mul(FloatMathExp.secondScale(t));
    FloatVector negative = tail.neg().blend(Float.NaN, x.compare(EQ, Float.NEGATIVE_INFINITY));
    return x.sub(tail).blend(negative, x.compare(LT, 0));
  }

  /// Φ(x) + x·φ(x), the derivative of GELU: at −a it is e^(−a²/2)·(v·G(v) − a/√(2π)), and at a what
  /// that leaves of 1. NaN at ±∞, where the rule has ∞·0.
  ///
  /// It is made of what [#gelu] is made of, step by step: where a loop computes both, the compiler
  /// sees that and does these steps once.
  static FloatVector geluSlope(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector a = bounded(size);
    FloatVector v = inverse(a);
    FloatVector error = inverseError(a, v);
    FloatVector square = a.mul(a.mul(-0.5f));
    FloatVector t = halves(square);
    FloatVector f = FloatMathExp.expm1(FloatMathExp.remainder(square, rounded(t)));
    FloatVector u = scaled(v, error);
    FloatVector slopeOfTail = tailSlope(u);
    FloatVector g = slopeOfTail.fma(u, u.broadcast(TAIL_MIDDLE));
    FloatVector high = g.mul(v);
    FloatVector mills = high.add(high.fma(error, highLow(slopeOfTail, u, g, v, high)));
    FloatVector d = a.fma(a.broadcast(-DENSITY), mills);
    FloatVector slope = f.fma(d, d);
    slope = slope.mul(FloatMathExp.firstScale(t)).mul(FloatMathExp.secondScale(t));
    slope = slope.blend(size.sub(size), size.compare(GT, GELU_HIGHEST));
    return slope.blend(slope.neg().add(1), x.compare(GE, 0));
  }

  private static FloatVector bounded(FloatVector size) {
    return size.blend(GELU_HIGHEST, size.compare(GT, GELU_HIGHEST));
  }

  /// v ≈ 1/(a + 3).
  private static FloatVector inverse(FloatVector a) {
    return a.broadcast(1).div(a.add(3));
  }

  /// What 1/(a + 3) is more than v, as a share of v.
  private static FloatVector inverseError(FloatVector a, FloatVector v) {
    FloatVector divisor = a.add(3);
    FloatVector error = divisor.neg().fma(v, a.broadcast(1));
    return divisor.sub(3).sub(a).fma(v, error);
  }

  /// 5.1198·v·(1 + error) − 1.
  private static FloatVector scaled(FloatVector v, FloatVector error) {
    FloatVector u = v.fma(v.broadcast(TAIL_SCALE), v.broadcast(-1));
    return error.mul(TAIL_SCALE).fma(v, u);
  }

  /// What the product `high` of g = G(v) and v has lost, and g before.
  private static FloatVector highLow(
      FloatVector slope, FloatVector u, FloatVector g, FloatVector v, FloatVector high) {
    FloatVector gLow = slope.fma(u, u.broadcast(TAIL_MIDDLE).sub(g)).add(TAIL_MIDDLE_LO);
    return gLow.fma(v, g.fma(v, high.neg()));
  }

  /// n + 254 in the low bits, where e^x is about 2ⁿ.
  private static FloatVector halves(FloatVector x) {
    return x.fma(x.broadcast(FloatMathExp.LOG2_E), x.broadcast(FloatMathExp.HALVES_ROUNDER));
  }

  /// n.
  private static FloatVector rounded(FloatVector t) {
    return t.sub(FloatMathExp.HALVES_ROUNDER);
  }

  /// (Φ(−a)·e^(a²/2)·(a + 3) − its value at u = 0)/u, where u = 5.1198/(a + 3) − 1; the error is
  /// 2⁻²⁹ of the tail.
  private static FloatVector tailSlope(FloatVector u) {
    FloatVector g = u.broadcast(0x1.1f3c7ap-12f);
    g = g.fma(u, u.broadcast(-0x1.39a5a8p-13f));
    g = g.fma(u, u.broadcast(-0x1.60a40ap-10f));
    g = g.fma(u, u.broadcast(0x1.d2d8cep-10f));
    g = g.fma(u, u.broadcast(0x1.56fee4p-8f));
    g = g.fma(u, u.broadcast(-0x1.83a6e0p-7f));
    g = g.fma(u, u.broadcast(-0x1.e94b96p-6f));
    g = g.fma(u, u.broadcast(0x1.f6e4bep-5f));
    g = g.fma(u, u.broadcast(0x1.62af3ep-2f));
    return g.fma(u, u.broadcast(0x1.636f80p-1f));
  }

  /// x·(1 + tanh(u/2))/2 = x/(1 + e⁻ᵘ) with u = 2√(2/π)·(x + 0.044715·x³): GELU's tanh form. u is
  /// the sum of two floats, since its absolute error is the result's relative one.
  static FloatVector geluTanh(FloatVector x) {
    FloatVector a = x.abs();
    a = a.blend(GELU_TANH_HIGHEST, a.compare(GT, GELU_TANH_HIGHEST));
    FloatVector square = a.mul(a);
    FloatVector squareLow = a.fma(a, square.neg());
    FloatVector cubic = square.mul(CUBIC);
    FloatVector low = square.fma(a.broadcast(CUBIC), cubic.neg());
    low = squareLow.fma(a.broadcast(CUBIC), low);
    low = square.fma(a.broadcast(CUBIC_LO), low).add(LINEAR_LO);
    FloatVector slope = cubic.add(LINEAR);
    // Knuth's two-sum: what the addition lost.
    FloatVector added = slope.sub(cubic);
    FloatVector lost = cubic.sub(slope.sub(added)).add(added.neg().add(LINEAR));
    return weigh(x, a, slope, low.add(lost));
  }

  /// x/(1 + e⁻ᵘ) where |u| = a·(slope + low).
  private static FloatVector weigh(
      FloatVector x, FloatVector a, FloatVector slope, FloatVector low) {
    VectorMask<Float> positive = x.compare(GE, 0);
    FloatVector c = a.blend(a.neg(), positive);
    FloatVector u = c.mul(slope);
    FloatVector uLow = c.fma(low, c.fma(slope, u.neg()));
    u = u.blend(-SMALLEST_WEIGHT, u.compare(LT, -SMALLEST_WEIGHT));
    FloatVector t =
        u.fma(u.broadcast(FloatMathExp.LOG2_E), u.broadcast(FloatMathExp.SCALE_ROUNDER));
    FloatVector r = FloatMathExp.remainder(u, t.sub(FloatMathExp.SCALE_ROUNDER)).add(uLow);
    FloatVector y = FloatMathExp.weigh(c.neg().blend(x, positive), FloatMathExp.expm1(r), t);
    return y.blend(Float.NaN, x.compare(EQ, Float.NEGATIVE_INFINITY));
  }
}
