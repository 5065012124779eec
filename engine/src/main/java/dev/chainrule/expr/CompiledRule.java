package dev.chainrule.expr;

import dev.chainrule.expr.Expr.Apply;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.op.Elementwise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rule of an elementwise operation as one loop, without an array between its steps. It gives
/// the bits that the rule gives when it is read as numbers.
///
/// @param operands what each operand of the loop stands for
/// @param loop from the operands to what reaches the input
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

  private static @Nullable CompiledRule of(Expr expression) {
    Translation translation = new Translation();
    if (!(expression instanceof Apply) || translation.step(expression) == Translation.NONE) {
      return null;
    }
    Loop loop = Kernels.active().prepare(translation.program());
    return loop == null ? null : new CompiledRule(translation.operands(), loop);
  }
}
