package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// y = zeros in the shape of the second input, with x written to every `step`-th position of
/// dimension `dim` from `start`. The dual of a slice.
public record Unslice(int dim, int start, int step) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray in = x.get(0);
    NdArray out = NdArray.zeros(in.dtype(), x.get(1).shape());
    Copies.write(in, Slice.sliced(name(), out, dim, start, in.shape().size(dim), step));
    return out;
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
    return a.apply(new SliceLike(dim, start, step), List.of(gradOutput, x.get(0)));
  }
}
