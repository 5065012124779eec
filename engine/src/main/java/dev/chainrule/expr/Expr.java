package dev.chainrule.expr;

import dev.chainrule.op.Operation;
import java.util.List;

/// A rule read as symbols: a tree of operations over named variables and constants.
public sealed interface Expr {
  /// A number.
  record Constant(double value) implements Expr {}

  /// An input, the output or gradOutput, by the role it has in the rule.
  record Variable(Role role, int input) implements Expr {
    /// Input number `i`.
    public static Variable x(int i) {
      return new Variable(Role.INPUT, i);
    }

    /// The output.
    public static final Variable Y = new Variable(Role.OUTPUT, 0);

    /// The gradient with respect to the output.
    public static final Variable GRAD_OUTPUT = new Variable(Role.GRAD_OUTPUT, 0);
  }

  /// An operation applied to expressions.
  record Apply(Operation operation, List<Expr> inputs) implements Expr {}

  /// What a variable of a rule stands for.
  enum Role {
    INPUT,
    OUTPUT,
    GRAD_OUTPUT
  }
}
