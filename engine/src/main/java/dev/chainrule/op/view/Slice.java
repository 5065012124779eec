package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.ShapeException;
import java.util.Arrays;
import java.util.List;

/// y = every `step`-th position of dimension `dim`, from `start`, `size` of them; a view. The
/// gradient is put back at these positions, among zeros. Also `narrow`, by its name.
public record Slice(String name, int dim, int start, int size, int step) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return sliced(name, x.get(0), dim, start, size, step);
  }

  static NdArray sliced(String name, NdArray x, int dim, int start, int size, int step) {
    int length = x.shape().size(dim);
    boolean valid = start >= 0 && size >= 0 && step >= 1;
    if (!valid || (size > 0 && start + (size - 1L) * step >= length)) {
      throw new ShapeException(
          name,
          "axis %d of %s has %d positions; given start %d, size %d, step %d"
              .formatted(dim, x.shape(), length, start, size, step),
          x.shape());
    }
    return x.slice(dim, start, size, step);
  }

  /// Only what is sliced has a gradient, so parts of one array share one gradient.
  @Override
  public boolean addGradInput(int input, NdArray gradOutput, NdArray sum) {
    boolean fits = step == 1 && sum.isWhole() && sum.dtype() == gradOutput.dtype();
    if (!fits || gradOutput.numel() == 0) {
      return false;
    }
    int row = 1;
    for (int d = dim + 1; d < sum.shape().rank(); d++) {
      row *= sum.shape().size(d);
    }
    int apart = sum.shape().size(dim) * row;
    int first = start * row;
    int[] starts = new int[sum.numel() / apart];
    Arrays.setAll(starts, i -> i * apart + first);
    Kernels.active().addAt(Copies.flat(gradOutput), starts, size * row, sum.buffer());
    return true;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.apply(new Unslice(dim, start, step), List.of(gradOutput, x.get(0)));
  }
}
