package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Unary;

/// y = 1/√x; the derivative is −y³/2.
public record Rsqrt() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.RSQRT;
  }

  @Override
  public double at(double x) {
    return 1 / Math.sqrt(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.mul(gradOutput, a.mul(a.constant(-0.5), a.mul(y, a.square(y))));
  }

  @Override
  public String slip() {
    return "wrong-power-factor";
  }
}
