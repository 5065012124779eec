package dev.chainrule.op.elementwise;

import dev.chainrule.op.Question;

/// Whether x is not a number; a truth value.
public record IsNan() implements Question {
  @Override
  public double at(double x) {
    return Double.isNaN(x) ? 1 : 0;
  }

  @Override
  public long atLong(long x) {
    return 0;
  }
}
