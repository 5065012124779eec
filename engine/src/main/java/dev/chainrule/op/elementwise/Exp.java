package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Unary;

/// y = eˣ, its own derivative.
public record Exp() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.EXP;
  }

  @Override
  public double at(double x) {
    return Math.exp(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.mul(gradOutput, y);
  }
}
