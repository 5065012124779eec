package dev.chainrule.expr;

import dev.chainrule.expr.Expr.Apply;
import dev.chainrule.expr.Expr.Constant;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.op.TensorAlgebra;
import java.util.ArrayList;
import java.util.List;

/// Computes an expression in any algebra.
public final class Evaluation<T> {
  private final TensorAlgebra<T> algebra;
  private final List<T> x;
  private final T y;
  private final T gradOutput;

  private Evaluation(TensorAlgebra<T> algebra, List<T> x, T y, T gradOutput) {
    this.algebra = algebra;
    this.x = x;
    this.y = y;
    this.gradOutput = gradOutput;
  }

  /// The value of `expr` for these inputs, output and gradOutput.
  public static <T> T of(Expr expr, TensorAlgebra<T> algebra, List<T> x, T y, T gradOutput) {
    return new Evaluation<>(algebra, x, y, gradOutput).value(expr);
  }

  private T value(Expr expr) {
    return switch (expr) {
      case Constant constant -> algebra.constant(constant.value());
      case Variable variable ->
          switch (variable.role()) {
            case INPUT -> x.get(variable.input());
            case OUTPUT -> y;
            case GRAD_OUTPUT -> gradOutput;
          };
      case Apply apply -> {
        List<T> inputs = new ArrayList<>();
        for (Expr input : apply.inputs()) {
          inputs.add(value(input));
        }
        yield algebra.apply(apply.operation(), inputs);
      }
    };
  }
}
