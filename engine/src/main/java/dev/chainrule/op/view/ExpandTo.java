package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Broadcast;
import java.util.List;

/// y = x repeated to the shape of the second input, whose elements it does not read; a view. Where
/// x has more dimensions than that, or larger ones, it stays as it is.
public record ExpandTo() implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return x.get(0).expand(Broadcast.shape(name(), x.get(0).shape(), x.get(1).shape()));
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
    return gradOutput;
  }
}
