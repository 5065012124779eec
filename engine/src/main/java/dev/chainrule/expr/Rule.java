package dev.chainrule.expr;

import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.op.Operation;
import java.util.ArrayList;
import java.util.List;

/// The derivative rule of an operation with respect to one input, as symbols.
///
/// @param operation whose rule it is
/// @param input with respect to which input
/// @param arity how many inputs the operation has
/// @param gradInput the rule: what reaches the input, from gradOutput
public record Rule(Operation operation, int input, int arity, Expr gradInput) {
  /// Reads the rule of `operation`, applied to `arity` inputs.
  public static Rule of(Operation operation, int input, int arity) {
    return of(operation, input, arity, Variable.GRAD_OUTPUT);
  }

  /// The partial derivative: the rule for gradOutput 1. Elementwise operations only.
  public static Rule partial(Operation operation, int input, int arity) {
    return of(operation, input, arity, Symbols.INSTANCE.constant(1));
  }

  private static Rule of(Operation operation, int input, int arity, Expr gradOutput) {
    List<Expr> inputs = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      inputs.add(Variable.x(i));
    }
    Expr rule = operation.vjp(Symbols.INSTANCE, input, inputs, Variable.Y, gradOutput);
    return new Rule(operation, input, arity, rule);
  }

  /// The rule as a line of text: `gradOutput * (1 - y²)`.
  public String formula() {
    return Formula.text(gradInput, arity);
  }

  /// The rule in LaTeX.
  public String latex() {
    return Formula.latex(gradInput, arity);
  }
}
