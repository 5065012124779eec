package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;

/// y = 1 / (1 + e⁻ˣ); the derivative is y(1 − y).
public record Sigmoid() implements Activation {
  @Override
  public Primitive primitive() {
    return Primitive.SIGMOID;
  }

  @Override
  public double at(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.mul(gradOutput, a.mul(y, a.sub(a.constant(1), y)));
  }
}
