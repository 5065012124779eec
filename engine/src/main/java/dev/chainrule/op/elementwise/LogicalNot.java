package dev.chainrule.op.elementwise;

import dev.chainrule.op.Question;

/// Whether x is 0; a truth value.
public record LogicalNot() implements Question {
  @Override
  public double at(double x) {
    return x == 0 ? 1 : 0;
  }

  @Override
  public long atLong(long x) {
    return x == 0 ? 1 : 0;
  }
}
