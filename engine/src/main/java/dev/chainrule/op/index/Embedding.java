package dev.chainrule.op.index;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.List;

/// y = the rows of a weight \[n, d\] that an index of any shape names: \[…, d\]. A row that is used
/// several times adds up its gradients. Inputs: weight, index.
public record Embedding() implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    if (x.get(0).shape().rank() != 2) {
      throw new ShapeException(
          name(),
          "the weight must have two axes, rows and features; given %s".formatted(x.get(0).shape()),
          x.get(0).shape());
    }
    Shape shape = x.get(0).shape();
    Positions.Runs rows = Positions.select(name(), shape, 0, x.get(1));
    NdArray out =
        NdArray.undefined(x.get(0).dtype(), Positions.selected(shape, 0, x.get(1).shape()));
    Kernels.active().take(Copies.flat(x.get(0)), rows.starts(), rows.length(), out.buffer());
    return out;
  }

  @Override
  public boolean differentiable(int input) {
    return input == 0;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.indexAdd(a.zerosLike(x.get(0)), 0, x.get(1), gradOutput);
  }
}
