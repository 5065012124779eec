package dev.chainrule.expr;

import dev.chainrule.expr.Expr.Apply;
import dev.chainrule.expr.Expr.Constant;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.kernel.Function1;
import dev.chainrule.kernel.Function2;
import dev.chainrule.kernel.Function3;

/// An elementwise expression as a function of doubles that neither boxes nor allocates: how the
/// scalar engine reads a rule.
@FunctionalInterface
public interface ScalarFunction {
  /// The value for inputs `a` and `b` (`b` unused where there is one input) and output `y`.
  double at(double a, double b, double y);

  /// Compiles `expr`, which may use inputs 0 and 1 and the output.
  static ScalarFunction of(Expr expr) {
    return switch (expr) {
      case Constant constant -> {
        double value = constant.value();
        yield (a, b, y) -> value;
      }
      case Variable variable ->
          switch (variable.role()) {
            case OUTPUT -> (a, b, y) -> y;
            case INPUT -> variable.input() == 0 ? (a, b, y) -> a : (a, b, y) -> b;
            case GRAD_OUTPUT -> throw new IllegalArgumentException("a partial has no gradOutput");
          };
      case Apply apply -> of(apply);
    };
  }

  private static ScalarFunction of(Apply apply) {
    ScalarFunction[] in =
        apply.inputs().stream().map(ScalarFunction::of).toArray(ScalarFunction[]::new);
    return switch (apply.operation()) {
      case Function1 f -> (a, b, y) -> f.at(in[0].at(a, b, y));
      case Function2 f -> (a, b, y) -> f.at(in[0].at(a, b, y), in[1].at(a, b, y));
      case Function3 f ->
          (a, b, y) -> f.at(in[0].at(a, b, y), in[1].at(a, b, y), in[2].at(a, b, y));
      default ->
          throw new IllegalArgumentException(
              apply.operation().name() + " is not elementwise, so it has no scalar form");
    };
  }
}
