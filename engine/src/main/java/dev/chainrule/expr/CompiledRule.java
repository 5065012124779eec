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
/// @param loop from the operands to what reaches one input, or each of them
public record CompiledRule(List<Variable> operands, Loop loop) {
  /// The rule of `operation` for input number `input` of `arity`.
  ///
  /// @param exponent a number that input 1 is known to be, or NaN
  /// @return null where the kernels have no loop for it, or the rule has nothing to compute
  public static @Nullable CompiledRule of(
      Elementwise operation, int input, int arity, double exponent) {
    return of(List.of(rule(operation, input, arity, exponent)));
  }

  /// The rules of `operation` for all of its inputs, a result each: what they read is read once.
  ///
  /// @return null where the kernels have no loop for them, or a rule has nothing to compute
  public static @Nullable CompiledRule ofAll(Elementwise operation, int arity) {
    List<Expr> rules = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      rules.add(rule(operation, i, arity, Double.NaN));
    }
    return of(rules);
  }

  private static Expr rule(Elementwise operation, int input, int arity, double exponent) {
    List<Expr> inputs = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      boolean isKnown = i == 1 && !Double.isNaN(exponent);
      inputs.add(isKnown ? Symbols.INSTANCE.constant(exponent) : Variable.x(i));
    }
    return operation.pullback(Symbols.INSTANCE, input, inputs, Variable.Y, Variable.GRAD_OUTPUT);
  }

  private static @Nullable CompiledRule of(List<Expr> rules) {
    Translation translation = new Translation();
    List<Integer> results = new ArrayList<>();
    for (Expr rule : rules) {
      int result = rule instanceof Apply ? translation.step(rule) : Translation.NONE;
      if (result == Translation.NONE) {
        return null;
      }
      results.add(result);
    }
    List<Variable> operands = translation.operands();
    boolean flows = operands.contains(Variable.GRAD_OUTPUT);
    Loop loop = flows ? Kernels.active().prepare(translation.program(results)) : null;
    return loop == null ? null : new CompiledRule(operands, loop);
  }
}
