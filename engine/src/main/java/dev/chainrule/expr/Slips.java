package dev.chainrule.expr;

import dev.chainrule.expr.Expr.Apply;
import dev.chainrule.expr.Expr.Constant;
import dev.chainrule.expr.Expr.Role;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The rules that are one slip of the pen away from a rule: a factor, a term, a sign or a function
/// lost, a product for a quotient, one variable for another, a constant off.
public final class Slips {
  private final List<Expr> variables = new ArrayList<>();

  private Slips(int arity) {
    for (int i = 0; i < arity; i++) {
      variables.add(Variable.x(i));
    }
    variables.add(Variable.Y);
  }

  /// All rules one slip away from `rule`, each once, without the rule itself.
  public static List<Expr> of(Rule rule) {
    Set<Expr> found = new LinkedHashSet<>(new Slips(rule.arity()).of(rule.gradInput()));
    found.remove(rule.gradInput());
    return List.copyOf(found);
  }

  private List<Expr> of(Expr expr) {
    return switch (expr) {
      case Constant constant -> ofConstant(constant.value());
      case Variable variable ->
          variable.role() == Role.GRAD_OUTPUT
              ? List.of()
              : variables.stream().filter(other -> !other.equals(variable)).toList();
      case Apply apply -> {
        List<Expr> found = new ArrayList<>(around(apply));
        // What a select chooses between may slip; when it chooses is another matter.
        int first = apply.operation().equals(Ops.WHERE) ? 1 : 0;
        for (int i = first; i < apply.inputs().size(); i++) {
          for (Expr slip : of(apply.inputs().get(i))) {
            List<Expr> inputs = new ArrayList<>(apply.inputs());
            inputs.set(i, slip);
            found.add(Symbols.INSTANCE.apply(apply.operation(), inputs));
          }
        }
        yield found;
      }
    };
  }

  private static List<Expr> ofConstant(double value) {
    List<Expr> found = new ArrayList<>();
    for (double other :
        new double[] {
          1, -value, value + 1, value - 1, 2 * value, value / 2, value + 0.5, value - 0.5
        }) {
      // A rule that gives nothing is no slip.
      if (other != value && other != 0) {
        found.add(new Constant(other));
      }
    }
    return found;
  }

  /// What the operation itself may slip to.
  private static List<Expr> around(Apply apply) {
    Operation operation = apply.operation();
    List<Expr> inputs = apply.inputs();
    if (operation.equals(Ops.MUL)) {
      return List.of(
          inputs.get(0),
          inputs.get(1),
          binary(Ops.DIV, inputs.get(0), inputs.get(1)),
          binary(Ops.DIV, inputs.get(1), inputs.get(0)));
    }
    if (operation.equals(Ops.DIV)) {
      return List.of(
          inputs.get(0),
          binary(Ops.MUL, inputs.get(0), inputs.get(1)),
          binary(Ops.DIV, binary(Ops.DIV, inputs.get(0), inputs.get(1)), inputs.get(1)));
    }
    if (operation.equals(Ops.ADD)) {
      return List.of(inputs.get(0), inputs.get(1), binary(Ops.SUB, inputs.get(0), inputs.get(1)));
    }
    if (operation.equals(Ops.SUB)) {
      return List.of(
          inputs.get(0),
          inputs.get(1),
          binary(Ops.ADD, inputs.get(0), inputs.get(1)),
          binary(Ops.SUB, inputs.get(1), inputs.get(0)));
    }
    if (operation.equals(Ops.SQUARE)) {
      return List.of(inputs.get(0), binary(Ops.MUL, new Constant(2), inputs.get(0)));
    }
    return inputs.size() == 1 ? inputs : List.of();
  }

  private static Expr binary(Operation operation, Expr a, Expr b) {
    return Symbols.INSTANCE.apply(operation, List.of(a, b));
  }
}
