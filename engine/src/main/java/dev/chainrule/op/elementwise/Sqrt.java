package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Unary;

/// y = √x; the derivative is 1/(2y), infinite at 0.
public record Sqrt() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.SQRT;
  }

  @Override
  public double at(double x) {
    return Math.sqrt(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.div(gradOutput, a.mul(a.constant(2), y));
  }

  @Override
  public String slip() {
    return "wrong-power-factor";
  }
}
