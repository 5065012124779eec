package dev.chainrule.tape;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.array.Recycling;
import dev.chainrule.expr.CompiledRule;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.kernel.Strided;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import org.jspecify.annotations.Nullable;

/// Runs compiled rules over arrays.
final class CompiledPass {
  private CompiledPass() {}

  /// What `rule` gives when `gradOutput` arrives at `node`; null where there is no loop for these
  /// dtypes.
  static @Nullable NdArray run(CompiledRule rule, Node node, NdArray gradOutput) {
    DType dtype = gradOutput.dtype();
    Shape shape = gradOutput.shape();
    if (gradOutput.isNumber() || !shape.equals(node.outputShape())) {
      return null;
    }
    Strided[] operands = new Strided[rule.operands().size()];
    for (int k = 0; k < operands.length; k++) {
      Variable variable = rule.operands().get(k);
      NdArray array =
          switch (variable.role()) {
            case INPUT -> node.value(variable.input());
            case OUTPUT -> node.output();
            case GRAD_OUTPUT -> gradOutput;
          };
      if (array.dtype() != dtype && !(array.isNumber() && array.dtype().isFloat())) {
        return null;
      }
      operands[k] = operand(array, dtype, shape);
    }
    Buffer out = Recycling.allocate(dtype, shape.numel());
    return rule.loop().run(shape.toArray(), operands, out) ? NdArray.of(out, shape) : null;
  }

  private static Strided operand(NdArray array, DType dtype, Shape shape) {
    if (array.dtype() != dtype) {
      Buffer rounded = Buffer.allocate(dtype, 1);
      rounded.set(0, array.get(0));
      return new Strided(rounded, 0, new int[shape.rank()]);
    }
    int[] strides =
        array.shape().equals(shape)
            ? array.strides()
            : Broadcast.strides(array.shape(), array.strides(), shape);
    return new Strided(array.buffer(), array.offset(), strides);
  }
}
