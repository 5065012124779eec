package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// y = every `step`-th position of dimension `dim` from `start`, as many as the second input has
/// there; a view.
public record SliceLike(int dim, int start, int step) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return Slice.sliced(name(), x.get(0), dim, start, x.get(1).shape().size(dim), step);
  }

  @Override
  public boolean differentiable(int input) {
    return input == 0;
  }

  @Override
  public boolean readsElements(int input) {
    return input == 0;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.apply(new Unslice(dim, start, step), List.of(gradOutput, x.get(0)));
  }
}
