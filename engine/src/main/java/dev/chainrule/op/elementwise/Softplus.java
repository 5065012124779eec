package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;

/// y = ln(1 + eˣ), without overflow; the derivative is the sigmoid of x.
public record Softplus() implements Activation {
  @Override
  public Primitive primitive() {
    return Primitive.SOFTPLUS;
  }

  @Override
  public double at(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.mul(gradOutput, a.sigmoid(x));
  }
}
