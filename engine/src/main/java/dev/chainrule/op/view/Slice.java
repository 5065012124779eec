package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.ShapeException;
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

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.apply(new Unslice(dim, start, step), List.of(gradOutput, x.get(0)));
  }
}
