package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;

/// y = tanh x; the derivative is 1 − y².
public record Tanh() implements Activation {
  @Override
  public Primitive primitive() {
    return Primitive.TANH;
  }

  @Override
  public double at(double x) {
    return Math.tanh(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.mul(gradOutput, a.sub(a.constant(1), a.square(y)));
  }
}
