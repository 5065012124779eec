package dev.chainrule.custom;

import dev.chainrule.op.Algebra;
import dev.chainrule.op.Ops;
import dev.chainrule.op.Unary;
import java.util.List;

/// y = x / (1 + |x|): a user's own elementwise operation.
record Softsign() implements Unary {
  @Override
  public double at(double x) {
    return x / (1 + Math.abs(x));
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    T rest = a.sub(a.constant(1), a.apply(Ops.ABS, List.of(y)));
    return a.mul(gradOutput, a.square(rest));
  }
}
