package dev.chainrule.op.reduce;

import dev.chainrule.array.NdArray;
import dev.chainrule.array.Recycling;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.op.Loops;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import org.jspecify.annotations.Nullable;

/// The gradient of the largest or smallest element `y` of `x`: elements that tie share it equally.
final class Extremum {
  /// Of x and y: 1 where they are equal, else 0. Null, as the next is, where the kernels compute
  /// functions one by one only.
  private static final @Nullable Loop TIES = Kernels.active().prepare(Program.of(Primitive.EQUAL));

  /// Of x, y and a share: the share where the first two are equal, else 0.
  private static final @Nullable Loop SHARES = Kernels.active().prepare(shares());

  private Extremum() {}

  private static Program shares() {
    Program.Builder builder = new Program.Builder();
    int ties = builder.apply(Primitive.EQUAL, builder.operand(0), builder.operand(1));
    builder.apply(Primitive.WHERE, ties, builder.operand(2), builder.constant(0));
    return builder.build();
  }

  static <T> T vjp(TensorAlgebra<T> a, Axes axes, boolean keepDim, T x, T y, T gradOutput) {
    T extremum = keepDim ? y : a.unsqueeze(y, axes);
    T gradient = keepDim ? gradOutput : a.unsqueeze(gradOutput, axes);
    T ties = a.select(a.equal(x, extremum), a.constant(1), a.constant(0));
    T share = a.div(gradient, a.sum(ties, axes, true));
    return a.select(a.equal(x, extremum), share, a.constant(0));
  }

  /// The same in numbers, in two loops and a sum; null where there are no loops.
  static @Nullable NdArray gradient(
      Axes axes, boolean keepDim, NdArray x, NdArray y, NdArray gradOutput) {
    Numbers in = Numbers.INSTANCE;
    NdArray extremum = keepDim ? y : in.unsqueeze(y, axes);
    NdArray gradient = keepDim ? gradOutput : in.unsqueeze(gradOutput, axes);
    NdArray ties = Loops.run(TIES, x.dtype(), x.shape(), x, extremum);
    if (ties == null) {
      return null;
    }
    NdArray share = in.div(gradient, in.sum(ties, axes, true));
    if (!Loops.write(SHARES, ties, x, extremum, share)) {
      Recycling.recycle(ties.buffer());
      return null;
    }
    return ties;
  }
}
