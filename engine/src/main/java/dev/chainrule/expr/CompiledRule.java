package dev.chainrule.expr;

import dev.chainrule.expr.Expr.Apply;
import dev.chainrule.expr.Expr.Constant;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.kernel.Function1;
import dev.chainrule.kernel.Function2;
import dev.chainrule.kernel.Function3;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rule of an elementwise operation, or another elementwise expression, as one loop, without an
/// array between its steps. It gives the bits that the rule gives when it is read as numbers.
///
/// @param operands what each operand of the loop stands for
/// @param loop from the operands to what reaches the input, or to the expression's value
public record CompiledRule(List<Variable> operands, Loop loop) {
  /// The rule of `operation` for input number `input` of `arity`.
  ///
  /// @param exponent a number that input 1 is known to be, or NaN
  /// @return null where the kernels have no loop for it, or the rule has nothing to compute
  public static @Nullable CompiledRule of(
      Elementwise operation, int input, int arity, double exponent) {
    List<Expr> inputs = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      boolean isKnown = i == 1 && !Double.isNaN(exponent);
      inputs.add(isKnown ? Symbols.INSTANCE.constant(exponent) : Variable.x(i));
    }
    Expr rule =
        operation.pullback(Symbols.INSTANCE, input, inputs, Variable.Y, Variable.GRAD_OUTPUT);
    CompiledRule compiled = of(rule);
    return compiled == null || !compiled.operands.contains(Variable.GRAD_OUTPUT) ? null : compiled;
  }

  /// An elementwise expression, such as the update of a parameter.
  ///
  /// @return null where the kernels have no loop for it, or it has nothing to compute
  public static @Nullable CompiledRule of(Expr expression) {
    Translation translation = new Translation();
    if (!(expression instanceof Apply) || translation.step(expression) < 0) {
      return null;
    }
    Loop loop = Kernels.active().prepare(translation.builder.build());
    return loop == null ? null : new CompiledRule(List.copyOf(translation.operands), loop);
  }

  /// From symbols to the steps of a program.
  private static final class Translation {
    private static final int NONE = -1;

    private final Program.Builder builder = new Program.Builder();
    private final List<Variable> operands = new ArrayList<>();

    /// The number of the step that computes `expr`, or NONE where it is made of something else than
    /// primitives.
    int step(Expr expr) {
      return switch (expr) {
        case Constant constant -> builder.constant(constant.value());
        case Variable variable -> {
          if (!operands.contains(variable)) {
            operands.add(variable);
          }
          yield builder.operand(operands.indexOf(variable));
        }
        case Apply apply -> {
          Primitive primitive = primitive(apply.operation());
          if (primitive == null || apply.inputs().size() != primitive.arity()) {
            yield NONE;
          }
          int[] arguments = new int[primitive.arity()];
          for (int i = 0; i < arguments.length; i++) {
            arguments[i] = step(apply.inputs().get(i));
            if (arguments[i] < 0) {
              yield NONE;
            }
          }
          yield builder.apply(primitive, arguments);
        }
      };
    }

    private static @Nullable Primitive primitive(Operation operation) {
      return switch (operation) {
        case Function1 f -> f.primitive();
        case Function2 f -> f.primitive();
        case Function3 f -> f.primitive();
        default -> null;
      };
    }
  }
}
