package dev.chainrule.op.reduce;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.Arrays;
import java.util.List;

/// y = running sums of x along `dim`; from the end where `reverse`. Each is the other's derivative.
public record Cumsum(int dim, boolean reverse) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray in = x.get(0);
    NdArray out = NdArray.zeros(in.dtype().isFloat() ? in.dtype() : DType.INT64, in.shape());
    if (in.shape().rank() == 0) {
      Copies.write(in, out);
      return out;
    }
    NdArray rows = in.slice(dim, 0, Math.min(1, in.shape().size(dim)), 1);
    NdArray outRows = out.slice(dim, 0, Math.min(1, in.shape().size(dim)), 1);
    int[] from = new int[rows.numel()];
    int[] to = new int[rows.numel()];
    Arrays.setAll(from, rows::position);
    Arrays.setAll(to, outRows::position);
    Kernels.active()
        .cumsum(
            in.buffer(),
            from,
            in.shape().size(dim),
            in.strides()[dim],
            reverse,
            out.buffer(),
            to,
            out.strides()[dim]);
    return out;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.apply(new Cumsum(dim, !reverse), List.of(gradOutput));
  }
}
