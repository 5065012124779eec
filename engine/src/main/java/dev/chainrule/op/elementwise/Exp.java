package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.Unary;
import java.util.List;

/// y = eˣ, its own derivative.
public record Exp() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.EXP;
  }

  @Override
  public double at(double x) {
    return Math.exp(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    return a.mul(gradOutput, y);
  }

  @Override
  public String slip() {
    return "log-exp-rule";
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return List.of(
        new Mistake<>(
            "log-exp-rule", "divides by x, as for log", () -> a.div(gradOutput, x.get(0))),
        new Mistake<>("log-exp-rule", "divides by y", () -> a.div(gradOutput, y)),
        new Mistake<>(
            "activation-input-for-output",
            "applies exp to its output",
            () -> a.mul(gradOutput, a.exp(y))));
  }
}
