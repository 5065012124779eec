package dev.chainrule.expr;

import dev.chainrule.expr.Expr.Apply;
import dev.chainrule.expr.Expr.Constant;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.kernel.Function1;
import dev.chainrule.kernel.Function2;
import dev.chainrule.kernel.Function3;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.op.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From symbols to the steps of a program.
final class Translation {
  static final int NONE = -1;

  private final Program.Builder builder = new Program.Builder();
  private final List<Variable> operands = new ArrayList<>();
  private final Map<Variable, Integer> assigned = new HashMap<>();

  /// The number of the step that computes `expr`, or NONE where it is made of something else than
  /// primitives.
  int step(Expr expr) {
    return switch (expr) {
      case Constant constant -> builder.constant(constant.value());
      case Variable variable -> {
        Integer step = assigned.get(variable);
        yield step == null ? builder.operand(number(variable)) : step;
      }
      case Apply apply -> {
        Primitive primitive = primitive(apply.operation());
        if (primitive == null || apply.inputs().size() != primitive.arity()) {
          yield NONE;
        }
        int[] arguments = new int[primitive.arity()];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = step(apply.inputs().get(i));
          if (arguments[i] == NONE) {
            yield NONE;
          }
        }
        yield builder.apply(primitive, arguments);
      }
    };
  }

  private int number(Variable variable) {
    if (!operands.contains(variable)) {
      operands.add(variable);
    }
    return operands.indexOf(variable);
  }

  /// From here on `variable` is what step number `step` gives.
  void assign(Variable variable, int step) {
    assigned.put(variable, step);
  }

  /// What the operands of the program stand for.
  List<Variable> operands() {
    return List.copyOf(operands);
  }

  /// The program whose results are the steps of these numbers.
  Program program(List<Integer> results) {
    return builder.build(results.toArray(Integer[]::new));
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
