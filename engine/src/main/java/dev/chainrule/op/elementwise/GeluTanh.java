package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;

/// y = x·(1 + tanh u)/2 with u = √(2/π)·(x + 0.044715·x³): the tanh form of GELU (Hendrycks &
/// Gimpel 2016, section 2).
///
/// The derivative is (1 + tanh u)/2 + x·(1 − tanh² u)/2 · u′.
public record GeluTanh() implements Activation {
  private static final double SCALE = Math.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  @Override
  public Primitive primitive() {
    return Primitive.GELU_TANH;
  }

  @Override
  public double at(double x) {

    // (1 + tanh u)/2 without the sum, which has no digits left where tanh u is almost −1.
    return x / (1 + Math.exp(-2 * SCALE * (x + CUBIC * x * x * x)));
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {

    T half = a.constant(0.5);
    T one = a.constant(1);
    T cube = a.mul(a.constant(CUBIC), a.mul(x, a.square(x)));
    T tanh = a.tanh(a.mul(a.constant(SCALE), a.add(x, cube)));
    T inner = a.mul(a.constant(SCALE), a.add(one, a.mul(a.constant(3 * CUBIC), a.square(x))));
    T slope = a.mul(half, a.mul(x, a.mul(a.sub(one, a.square(tanh)), inner)));
    return a.mul(gradOutput, a.add(a.mul(half, a.add(one, tanh)), slope));
  }
}
