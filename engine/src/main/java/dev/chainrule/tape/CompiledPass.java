package dev.chainrule.tape;

import dev.chainrule.array.NdArray;
import dev.chainrule.expr.CompiledRule;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.op.Loops;
import org.jspecify.annotations.Nullable;

/// Runs compiled rules over arrays.
final class CompiledPass {
  private CompiledPass() {}

  /// What `rule` gives when `gradOutput` arrives at `node`; null where there is no loop for these
  /// dtypes.
  static @Nullable NdArray run(CompiledRule rule, Node node, NdArray gradOutput) {
    if (gradOutput.isNumber() || !gradOutput.shape().equals(node.outputShape())) {
      return null;
    }
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
    return Loops.run(rule.loop(), gradOutput.dtype(), gradOutput.shape(), operands);
  }
}
