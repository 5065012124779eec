package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Unary;

/// y = sin x; the derivative is cos x.
public record Sin() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.SIN;
  }

  @Override
  public double at(double x) {
    return Math.sin(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.mul(gradOutput, a.cos(x));
  }

  @Override
  public String slip() {
    return "wrong-activation-derivative";
  }
}
