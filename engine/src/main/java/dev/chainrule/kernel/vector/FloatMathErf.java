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

  /// Beyond it e^(−a²/2) is subnormal, and GELU's derivative is taken as 0 or 1.
  private static final float SLOPE_HIGHEST = 13.2f;

  /// Beyond it Mills' ratio counts as constant: it is less than a 26th of the other term. large.
  private static final float MILLS_HIGHEST = 5;

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
  static FloatVector gelu(FloatVector x) {
    FloatVector a = x.abs();
    a = a.blend(GELU_HIGHEST, a.compare(GT, GELU_HIGHEST));
    FloatVector divisor = a.add(3);
    FloatVector v = a.broadcast(1).div(divisor);
    // 1/(a + 3) is v·(1 + error).
    FloatVector error = divisor.neg().fma(v, a.broadcast(1));
    error = divisor.sub(3).sub(a).fma(v, error);
    FloatVector tail = tail(a, v, error);
    FloatVector negative = tail.neg().blend(Float.NaN, x.compare(EQ, Float.NEGATIVE_INFINITY));
    return x.sub(tail).blend(negative, x.compare(LT, 0));
  }

  /// a·Φ(−a), where 1/(a + 3) is v·(1 + error). Roundings of factors are carried to the end, so
  /// that the tail keeps its relative precision down to where it rounds to 0.
  private static FloatVector tail(FloatVector a, FloatVector v, FloatVector error) {
    FloatVector half = a.mul(-0.5f);
    FloatVector square = a.mul(half);
    FloatVector low = a.fma(half, square.neg()).add(error);
    FloatVector t =
        square.fma(a.broadcast(FloatMathExp.LOG2_E), a.broadcast(FloatMathExp.HALVES_ROUNDER));
    FloatVector n = t.sub(FloatMathExp.HALVES_ROUNDER);
    FloatVector f = FloatMathExp.expm1(FloatMathExp.remainder(square, n));
    FloatVector weight = f.fma(a, a);
    FloatVector weightLow = f.fma(a, a.sub(weight));
    FloatVector u = v.fma(a.broadcast(TAIL_SCALE), a.broadcast(-1));
    u = error.mul(TAIL_SCALE).fma(v, u);
    FloatVector slope = tailSlope(u);
    FloatVector g = slope.fma(u, u.broadcast(TAIL_MIDDLE));
    FloatVector gLow = slope.fma(u, u.broadcast(TAIL_MIDDLE).sub(g)).add(TAIL_MIDDLE_LO);
    FloatVector high = g.mul(v);
    FloatVector highLow = gLow.fma(v, g.fma(v, high.neg()));
    FloatVector rest = weight.mul(high).mul(low);
    rest = weightLow.fma(high, weight.fma(highLow, rest));
    FloatVector product = weight.fma(high, rest);
    return product.mul(FloatMathExp.firstScale(t)).mul(FloatMathExp.secondScale(t));
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

  /// Φ(x) + x·φ(x), the derivative of GELU: at −a it is e^(−a²/2)·(M(a) − a/√(2π)) with M(a) =
  /// Φ(−a)·e^(a²/2), and at a what that leaves of 1. NaN at ±∞, where the rule has ∞·0.
  static FloatVector geluSlope(FloatVector x) {
    FloatVector a = x.abs();
    VectorMask<Float> far = a.compare(GT, SLOPE_HIGHEST);
    FloatVector c = a.blend(SLOPE_HIGHEST, far);
    FloatVector half = c.mul(-0.5f);
    FloatVector square = c.mul(half);
    FloatVector low = c.fma(half, square.neg());
    FloatVector t =
        square.fma(a.broadcast(FloatMathExp.LOG2_E), a.broadcast(FloatMathExp.SCALE_ROUNDER));
    FloatVector r = FloatMathExp.remainder(square, t.sub(FloatMathExp.SCALE_ROUNDER)).add(low);
    FloatVector scale = FloatMathExp.scale(t);
    FloatVector weight = FloatMathExp.expm1(r).fma(scale, scale).blend(0, far);
    FloatVector mills = mills(a.blend(MILLS_HIGHEST, a.compare(GT, MILLS_HIGHEST)));
    FloatVector slope = weight.mul(a.fma(a.broadcast(-DENSITY), mills));
    return slope.blend(slope.neg().add(1), x.compare(GE, 0));
  }

  /// Φ(−a)·e^(a²/2) for a up to 5; the error is 2⁻²⁷·⁶ of e^(a²/2).
  private static FloatVector mills(FloatVector a) {
    FloatVector m = a.broadcast(0x1.0245c6p-24f);
    m = m.fma(a, a.broadcast(-0x1.b8844ap-20f));
    m = m.fma(a, a.broadcast(0x1.5416fap-16f));
    m = m.fma(a, a.broadcast(-0x1.3eb05ep-13f));
    m = m.fma(a, a.broadcast(0x1.9ce28ep-11f));
    m = m.fma(a, a.broadcast(-0x1.92e78ep-9f));
    m = m.fma(a, a.broadcast(0x1.3d7d40p-7f));
    m = m.fma(a, a.broadcast(-0x1.ab9cf2p-6f));
    m = m.fma(a, a.broadcast(0x1.fe37bap-5f));
    m = m.fma(a, a.broadcast(-0x1.103af0p-3f));
    m = m.fma(a, a.broadcast(0x1.fffc40p-3f));
    m = m.fma(a, a.broadcast(-0x1.98843ep-2f));
    return m.fma(a, a.broadcast(0.5f));
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
