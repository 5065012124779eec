package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Binary;
import dev.chainrule.op.Notation;

/// y = a − b.
public record Sub() implements Binary {
  @Override
  public Primitive primitive() {
    return Primitive.SUB;
  }

  @Override
  public double at(double a, double b) {
    return a - b;
  }

  @Override
  public long atLong(long a, long b) {
    return a - b;
  }

  @Override
  public <T> T pullback(Algebra<T> in, int input, T a, T b, T y, T gradOutput) {
    return input == 0 ? gradOutput : in.neg(gradOutput);
  }

  @Override
  public Notation notation() {
    return Notation.infix("-", "-", 2);
  }
}
