package dev.chainrule.op.elementwise;

import dev.chainrule.op.Comparison;

/// Whether both are not 0; a truth value.
public record LogicalAnd() implements Comparison {
  @Override
  public double at(double a, double b) {
    return a != 0 && b != 0 ? 1 : 0;
  }

  @Override
  public long atLong(long a, long b) {
    return a != 0 && b != 0 ? 1 : 0;
  }
}
