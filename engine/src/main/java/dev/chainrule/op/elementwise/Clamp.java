package dev.chainrule.op.elementwise;

import dev.chainrule.op.Algebra;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.Unary;
import java.util.List;

/// y = x kept between `min` and `max`; an infinite bound does not bind.
///
/// The derivative is 1 where min ≤ x ≤ max, bounds included, and 0 else, also for NaN.
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

    T above = a.select(a.lessEqual(a.constant(min), x), gradOutput, a.constant(0));
    return a.select(a.lessEqual(x, a.constant(max)), above, a.constant(0));
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return List.of(
        new Mistake<>(
            "clip-ignored", "passes the gradient also where the value was cut", () -> gradOutput));
  }
}
