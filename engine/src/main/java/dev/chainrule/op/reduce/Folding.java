package dev.chainrule.op.reduce;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Reduction;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import org.jspecify.annotations.Nullable;

/// The forward pass of reductions: hands the kept and the folded dimensions to a kernel.
final class Folding {
  private Folding() {}

  static NdArray fold(Reduction reduction, NdArray x, Axes axes, boolean keepDim, DType result) {
    Shape shape = x.shape();
    int[] folded = axes.toArray();
    int[] kept = new int[shape.rank() - folded.length];
    for (int d = 0, next = 0; d < shape.rank(); d++) {
      if (!axes.contains(d)) {
        kept[next++] = d;
      }
    }
    NdArray out = NdArray.undefined(result, axes.reduce(shape, keepDim));
    Kernels.active()
        .reduce(
            reduction,
            x.buffer(),
            x.offset(),
            pick(shape.toArray(), kept),
            pick(x.strides(), kept),
            pick(shape.toArray(), folded),
            pick(x.strides(), folded),
            out.buffer());
    return out;
  }

  /// Refuses to fold no elements, where the result would be undefined.
  static void requireElements(String operation, NdArray x, Axes axes) {
    if (axes.numel(x.shape()) == 0) {
      throw new ShapeException(
          operation,
          "needs at least one element along axes %s; given %s".formatted(axes, x.shape()),
          x.shape());
    }
  }

  private static int[] pick(int[] values, int[] dims) {
    int[] picked = new int[dims.length];
    for (int i = 0; i < dims.length; i++) {
      picked[i] = values[dims[i]];
    }
    return picked;
  }

  /// The softmax of `x` along its last dimension or its logarithm by one kernel; null where there
  /// is none for it.
  static @Nullable NdArray softmax(NdArray x, int dim, boolean log) {
    int rank = x.shape().rank();
    if (dim != rank - 1 || x.numel() == 0 || !x.isContiguous()) {
      return null;
    }
    NdArray out = NdArray.undefined(x.dtype(), x.shape());
    int size = x.shape().size(dim);
    int rows = x.numel() / size;
    boolean done = Kernels.active().softmax(x.buffer(), x.offset(), rows, size, log, out.buffer());
    return done ? out : null;
  }
}
