package dev.chainrule.op.elementwise;

import dev.chainrule.op.Algebra;
import dev.chainrule.op.Ternary;
import java.util.List;

/// y = a where the condition is not 0, else b. The gradient goes to the one that was taken.
public record Where() implements Ternary {
  @Override
  public double at(double condition, double a, double b) {
    return condition != 0 ? a : b;
  }

  @Override
  public long atLong(long condition, long a, long b) {
    return condition != 0 ? a : b;
  }

  @Override
  public boolean differentiable(int input) {
    return input > 0;
  }

  @Override
  public <T> T pullback(Algebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T zero = a.constant(0);
    return input == 1 ? a.select(x.get(0), gradOutput, zero) : a.select(x.get(0), zero, gradOutput);
  }
}
