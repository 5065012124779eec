package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Notation;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.Unary;

/// y = −x.
public record Neg() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.NEG;
  }

  @Override
  public Promotion promotion() {
    return Promotion.ARITHMETIC;
  }

  @Override
  public double at(double x) {
    return -x;
  }

  @Override
  public long atLong(long x) {
    return -x;
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.neg(gradOutput);
  }

  @Override
  public Notation notation() {
    return Notation.prefix("-", 4);
  }
}
