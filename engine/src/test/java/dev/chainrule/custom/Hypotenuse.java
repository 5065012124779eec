package dev.chainrule.custom;

import dev.chainrule.op.Algebra;
import dev.chainrule.op.Binary;
import dev.chainrule.op.Promotion;

/// y = √(a² + b²): a user's own operation of two inputs, which broadcast.
record Hypotenuse() implements Binary {
  @Override
  public Promotion promotion() {
    return Promotion.FLOAT;
  }

  @Override
  public double at(double a, double b) {
    return Math.hypot(a, b);
  }

  @Override
  public <T> T pullback(Algebra<T> in, int input, T a, T b, T y, T gradOutput) {
    return in.mul(gradOutput, in.div(input == 0 ? a : b, y));
  }
}
