package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Unary;

/// y = cos x; the derivative is −sin x.
public record Cos() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.COS;
  }

  @Override
  public double at(double x) {
    return Math.cos(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.neg(a.mul(gradOutput, a.sin(x)));
  }

  @Override
  public String slip() {
    return "wrong-activation-derivative";
  }
}
