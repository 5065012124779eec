package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// y = the elements of x, row-major, in the shape of the second input, whose elements it does not
/// read.
public record ReshapeLike() implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return Reshape.reshaped(name(), x.get(0), x.get(1).shape());
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
    return a.reshapeLike(gradOutput, x.get(0));
  }
}
