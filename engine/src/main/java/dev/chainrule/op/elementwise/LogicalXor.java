package dev.chainrule.op.elementwise;

import dev.chainrule.op.Comparison;

/// Whether exactly one of them is not 0; a truth value.
public record LogicalXor() implements Comparison {
  @Override
  public double at(double a, double b) {
    return (a != 0) != (b != 0) ? 1 : 0;
  }

  @Override
  public long atLong(long a, long b) {
    return (a != 0) != (b != 0) ? 1 : 0;
  }
}
