package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Binary;
import dev.chainrule.op.Notation;
import dev.chainrule.op.Promotion;

/// y = a / b, a float also for integers; ∂y/∂b = −y / b.
public record Div() implements Binary {
  @Override
  public Primitive primitive() {
    return Primitive.DIV;
  }

  @Override
  public Promotion promotion() {
    return Promotion.FLOAT;
  }

  @Override
  public double at(double a, double b) {
    return a / b;
  }

  @Override
  public <T> T pullback(Algebra<T> in, int input, T a, T b, T y, T gradOutput) {
    return input == 0 ? in.div(gradOutput, b) : in.neg(in.mul(gradOutput, in.div(y, b)));
  }

  @Override
  public Notation notation() {
    return Notation.infix("/", "/", 3);
  }

  @Override
  public String slip() {
    return "quotient-rule";
  }
}
