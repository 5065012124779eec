package dev.chainrule.op.elementwise;

import dev.chainrule.op.Algebra;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.Unary;

/// y = x kept between `min` and `max`; an infinite bound does not bind.
///
/// The derivative is 1 where min ≤ x ≤ max, bounds included, and 0 else.
public record Clamp(double min, double max) implements Unary {
  @Override
  public Promotion promotion() {
    return Promotion.ARITHMETIC;
  }

  @Override
  public double at(double x) {
    // The upper bound wins where it is below the lower, as in PyTorch.
    double raised = x < min ? min : x;
    return raised > max ? max : raised;
  }

  @Override
  public long atLong(long x) {
    return (long) at((double) x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {

    T below = a.select(a.less(x, a.constant(min)), a.constant(0), gradOutput);
    return a.select(a.less(a.constant(max), x), a.constant(0), below);
  }
}
