package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Binary;
import dev.chainrule.op.Notation;

/// y = a · b; the derivative with respect to each is the other.
public record Mul() implements Binary {
  @Override
  public Primitive primitive() {
    return Primitive.MUL;
  }

  @Override
  public double at(double a, double b) {
    return a * b;
  }

  @Override
  public long atLong(long a, long b) {
    return a * b;
  }

  @Override
  public <T> T pullback(Algebra<T> in, int input, T a, T b, T y, T gradOutput) {
    return in.mul(gradOutput, input == 0 ? b : a);
  }

  @Override
  public Notation notation() {
    return Notation.infix("*", "\\odot", 3);
  }

  @Override
  public String slip() {
    return "wrong-operand";
  }
}
