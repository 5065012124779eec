package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Unary;

/// y = ln x; the derivative is 1/x.
public record Log() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.LOG;
  }

  @Override
  public double at(double x) {
    return Math.log(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.div(gradOutput, x);
  }
}
