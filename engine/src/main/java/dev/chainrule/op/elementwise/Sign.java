package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.Unary;

/// y = −1, 0 or 1; the derivative is 0 everywhere.
public record Sign() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.SIGN;
  }

  @Override
  public Promotion promotion() {
    return Promotion.ARITHMETIC;
  }

  @Override
  public double at(double x) {
    return x > 0 ? 1 : x < 0 ? -1 : x;
  }

  @Override
  public long atLong(long x) {
    return Long.signum(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.select(a.constant(0), gradOutput, a.constant(0));
  }
}
