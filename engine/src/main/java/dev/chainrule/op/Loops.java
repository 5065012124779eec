package dev.chainrule.op;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.array.Recycling;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Strided;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compiled loops over arrays, for what several operations would compute.
public final class Loops {
  private Loops() {}

  /// What `loop` computes from `operands`, which broadcast to `shape`; null where there is no loop
  /// for their dtypes. Numbers are rounded to the dtype of the result.
  public static @Nullable NdArray run(
      @Nullable Loop loop, DType dtype, Shape shape, NdArray... operands) {
    List<NdArray> results = runAll(loop, 1, dtype, shape, operands);
    return results == null ? null : results.getFirst();
  }

  /// The same for a loop of `count` results.
  public static @Nullable List<NdArray> runAll(
      @Nullable Loop loop, int count, DType dtype, Shape shape, NdArray... operands) {
    if (loop == null) {
      return null;
    }
    NdArray[] out = new NdArray[count];
    for (int i = 0; i < count; i++) {
      out[i] = NdArray.undefined(dtype, shape);
    }
    if (write(loop, out, operands)) {
      return List.of(out);
    }
    for (NdArray unused : out) {
      Recycling.recycle(unused.buffer());
    }
    return null;
  }

  /// The same into `out`, which is whole and may be one of the operands.
  ///
  /// @return false, with nothing done, where there is no loop
  public static boolean write(@Nullable Loop loop, NdArray out, NdArray... operands) {
    return write(loop, new NdArray[] {out}, operands);
  }

  /// The same for a loop of several results, all of one shape and dtype.
  ///
  /// @return false, with nothing done, where there is no loop
  public static boolean write(@Nullable Loop loop, NdArray[] out, NdArray... operands) {
    if (loop == null) {
      return false;
    }
    NdArray first = out[0];
    Strided[] strided = new Strided[operands.length];
    for (int i = 0; i < operands.length; i++) {
      if (!fits(operands[i], first.dtype())) {
        return false;
      }
      strided[i] = strided(operands[i], first.dtype(), first.shape());
    }
    Buffer[] buffers = new Buffer[out.length];
    for (int i = 0; i < out.length; i++) {
      buffers[i] = out[i].buffer();
    }
    return loop.run(first.shape().toArray(), strided, buffers);
  }

  /// Whether `x` has `dtype`, or is a number that can be rounded to it.
  static boolean fits(NdArray x, DType dtype) {
    return x.dtype() == dtype || (x.isNumber() && x.dtype().isFloat() && dtype.isFloat());
  }

  /// `array`, which fits, as an operand of a loop over `shape`.
  static Strided strided(NdArray array, DType dtype, Shape shape) {
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
