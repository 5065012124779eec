package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Comparison;
import dev.chainrule.op.Notation;

/// Whether a ≤ b; a truth value.
public record LessEqual() implements Comparison {
  @Override
  public Primitive primitive() {
    return Primitive.LESS_EQUAL;
  }

  @Override
  public double at(double a, double b) {
    return a <= b ? 1 : 0;
  }

  @Override
  public long atLong(long a, long b) {
    return a <= b ? 1 : 0;
  }

  @Override
  public Notation notation() {
    return Notation.infix("<=", "\\le", 1);
  }
}
