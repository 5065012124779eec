package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.Ternary;
import java.util.List;

/// y = b where the condition a is not 0, else c. The gradient goes to the one that was taken.
public record Where() implements Ternary {
  @Override
  public Primitive primitive() {
    return Primitive.WHERE;
  }

  @Override
  public double at(double a, double b, double c) {
    return a != 0 ? b : c;
  }

  @Override
  public long atLong(long a, long b, long c) {
    return a != 0 ? b : c;
  }

  @Override
  public boolean differentiable(int input) {
    return input > 0;
  }

  @Override
  public <T> T pullback(Algebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T zero = a.constant(0);
    return input == 1 ? a.select(x.get(0), gradOutput, zero) : a.select(x.get(0), zero, gradOutput);
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T zero = a.constant(0);
    return List.of(
        new Mistake<>(
            "mask-not-applied",
            "passes the gradient also where the mask hides it",
            () -> gradOutput),
        new Mistake<>(
            "mask-not-applied",
            "passes the gradient where the other value was taken",
            () ->
                input == 1
                    ? a.select(x.get(0), zero, gradOutput)
                    : a.select(x.get(0), gradOutput, zero)));
  }
}
