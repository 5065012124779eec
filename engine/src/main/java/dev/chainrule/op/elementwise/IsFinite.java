package dev.chainrule.op.elementwise;

import dev.chainrule.op.Question;

/// Whether x is neither infinite nor NaN; a truth value.
public record IsFinite() implements Question {
  @Override
  public double at(double x) {
    return Double.isFinite(x) ? 1 : 0;
  }

  @Override
  public long atLong(long x) {
    return 1;
  }
}
