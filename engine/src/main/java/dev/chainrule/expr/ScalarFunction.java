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

  /// Each function holds those of its arguments in fields of its own, so that the compiler of the
  /// JVM sees through them all where the outermost is a constant.
  private static ScalarFunction of(Apply apply) {
    return switch (apply.operation()) {
      case Function1 f -> {
        ScalarFunction x = argument(apply, 0);
        yield (a, b, y) -> f.at(x.at(a, b, y));
      }
      case Function2 f -> {
        ScalarFunction first = argument(apply, 0);
        ScalarFunction second = argument(apply, 1);
        yield (a, b, y) -> f.at(first.at(a, b, y), second.at(a, b, y));
      }
      case Function3 f -> {
        ScalarFunction first = argument(apply, 0);
        ScalarFunction second = argument(apply, 1);
        ScalarFunction third = argument(apply, 2);
        yield (a, b, y) -> f.at(first.at(a, b, y), second.at(a, b, y), third.at(a, b, y));
      }
      default ->
          throw new IllegalArgumentException(
              apply.operation().name() + " is not elementwise, so it has no scalar form");
    };
  }

  private static ScalarFunction argument(Apply apply, int i) {
    return of(apply.inputs().get(i));
  }
}
