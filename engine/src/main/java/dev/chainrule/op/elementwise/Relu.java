package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import java.util.ArrayList;
import java.util.List;

/// y = max(x, 0); the derivative is 1 for x > 0 and 0 else, 0 at 0. NaN stays NaN.
public record Relu() implements Activation {
  @Override
  public Primitive primitive() {
    return Primitive.RELU;
  }

  @Override
  public Promotion promotion() {
    return Promotion.ARITHMETIC;
  }

  @Override
  public double at(double x) {
    return x <= 0 ? 0 : x;
  }

  @Override
  public long atLong(long x) {
    return Math.max(x, 0);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.select(a.lessEqual(x, a.constant(0)), a.constant(0), gradOutput);
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    List<Mistake<T>> mistakes =
        new ArrayList<>(Activation.super.mistakes(a, input, x, y, gradOutput));
    mistakes.add(
        new Mistake<>(
            "mask-not-applied",
            "passes the gradient also where the input is negative",
            () -> gradOutput));
    return mistakes;
  }
}
