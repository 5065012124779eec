package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Unary;

/// y = 1/x; the derivative is −y².
public record Reciprocal() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.RECIPROCAL;
  }

  @Override
  public double at(double x) {
    return 1 / x;
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.neg(a.mul(gradOutput, a.square(y)));
  }

  @Override
  public String slip() {
    return "wrong-power-factor";
  }
}
