package dev.chainrule.tape;

import dev.chainrule.array.NdArray;
import dev.chainrule.expr.CompiledRule;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.op.Loops;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs compiled rules over arrays.
final class CompiledPass {
  private CompiledPass() {}

  /// What `rule` gives when `gradOutput` arrives at `node`; null where there is no loop for these
  /// dtypes.
  static @Nullable NdArray run(CompiledRule rule, Node node, NdArray gradOutput) {
    if (!fits(node, gradOutput)) {
      return null;
    }
    return Loops.run(
        rule.loop(), gradOutput.dtype(), gradOutput.shape(), operands(rule, node, gradOutput));
  }

  /// The same of a rule for all inputs, in their order.
  static @Nullable List<NdArray> runAll(CompiledRule rule, Node node, NdArray gradOutput) {
    if (!fits(node, gradOutput)) {
      return null;
    }
    return Loops.runAll(
        rule.loop(),
        node.arity(),
        gradOutput.dtype(),
        gradOutput.shape(),
        operands(rule, node, gradOutput));
  }

  private static boolean fits(Node node, NdArray gradOutput) {
    return !gradOutput.isNumber() && gradOutput.shape().equals(node.outputShape());
  }

  private static NdArray[] operands(CompiledRule rule, Node node, NdArray gradOutput) {
    NdArray[] operands = new NdArray[rule.operands().size()];
    for (int k = 0; k < operands.length; k++) {
      Variable variable = rule.operands().get(k);
      operands[k] =
          switch (variable.role()) {
            case INPUT -> node.value(variable.input());
            case OUTPUT -> node.output();
            case GRAD_OUTPUT -> gradOutput;
          };
    }
    return operands;
  }
}
