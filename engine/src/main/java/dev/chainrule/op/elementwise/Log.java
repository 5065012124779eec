package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.Unary;
import java.util.List;

/// y = ln x; the derivative is 1/x.
public record Log() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.LOG;
  }

  @Override
  public double at(double x) {
    return Math.log(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.div(gradOutput, x);
  }

  @Override
  public String slip() {
    return "log-exp-rule";
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return List.of(
        new Mistake<>("log-exp-rule", "multiplies by x", () -> a.mul(gradOutput, x.get(0))),
        new Mistake<>("log-exp-rule", "multiplies by y", () -> a.mul(gradOutput, y)),
        new Mistake<>(
            "log-exp-rule",
            "multiplies by exp(x), as for exp",
            () -> a.mul(gradOutput, a.exp(x.get(0)))));
  }
}
