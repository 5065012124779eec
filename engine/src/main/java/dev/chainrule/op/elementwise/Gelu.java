package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;

/// y = x·Φ(x), with Φ the normal distribution function (Hendrycks & Gimpel 2016).
///
/// The derivative is Φ(x) + x·φ(x), with φ the normal density.
public record Gelu() implements Activation {
  @Override
  public Primitive primitive() {
    return Primitive.GELU;
  }

  @Override
  public double at(double x) {
    return x * 0.5 * Erf.complementOf(-x / Math.sqrt(2));
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {

    T cdf =
        a.mul(a.constant(0.5), a.add(a.constant(1), a.erf(a.mul(x, a.constant(1 / Math.sqrt(2))))));
    T density =
        a.mul(a.constant(1 / Math.sqrt(2 * Math.PI)), a.exp(a.mul(a.constant(-0.5), a.square(x))));
    return a.mul(gradOutput, a.add(cdf, a.mul(x, density)));
  }
}
