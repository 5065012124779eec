package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Notation;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.Unary;
import java.util.List;

/// y = x²; the derivative is 2x.
public record Square() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.SQUARE;
  }

  @Override
  public Promotion promotion() {
    return Promotion.ARITHMETIC;
  }

  @Override
  public double at(double x) {
    return x * x;
  }

  @Override
  public long atLong(long x) {
    return x * x;
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.mul(gradOutput, a.mul(a.constant(2), x));
  }

  @Override
  public Notation notation() {
    return Notation.postfix("²", "^2");
  }

  @Override
  public String slip() {
    return "wrong-power-factor";
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return List.of(
        new Mistake<>("missing-factor-two", "leaves the 2 out", () -> a.mul(gradOutput, x.get(0))));
  }
}
