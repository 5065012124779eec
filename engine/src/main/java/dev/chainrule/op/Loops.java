package dev.chainrule.op;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.array.Recycling;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Strided;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import org.jspecify.annotations.Nullable;

/// Compiled loops over arrays, for what several operations would compute.
public final class Loops {
  private Loops() {}

  /// What `loop` computes from `operands`, which broadcast to `shape`; null where there is no loop
  /// for their dtypes. Numbers are rounded to the dtype of the result.
  public static @Nullable NdArray run(
      @Nullable Loop loop, DType dtype, Shape shape, NdArray... operands) {
    if (loop == null) {
      return null;
    }
    Strided[] strided = new Strided[operands.length];
    for (int i = 0; i < operands.length; i++) {
      NdArray operand = operands[i];
      if (operand.dtype() != dtype && !(operand.isNumber() && operand.dtype().isFloat())) {
        return null;
      }
      strided[i] = strided(operand, dtype, shape);
    }
    Buffer out = Recycling.allocate(dtype, shape.numel());
    return loop.run(shape.toArray(), strided, out) ? NdArray.of(out, shape) : null;
  }

  private static Strided strided(NdArray array, DType dtype, Shape shape) {
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
