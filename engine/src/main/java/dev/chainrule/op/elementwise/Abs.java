package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Promotion;

/// y = |x|; the derivative is the sign, 0 at 0.
public record Abs() implements Activation {
  @Override
  public Primitive primitive() {
    return Primitive.ABS;
  }

  @Override
  public Promotion promotion() {
    return Promotion.ARITHMETIC;
  }

  @Override
  public double at(double x) {
    return Math.abs(x);
  }

  @Override
  public long atLong(long x) {
    return Math.abs(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.mul(gradOutput, a.sign(x));
  }
}
