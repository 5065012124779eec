package dev.chainrule.op.index;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.ShapeException;
import java.util.List;

/// y = x, with each element of the third input added at the second's index along `dim` and at its
/// own place along the others. Inputs: x, index, source; source and index have one shape.
public record ScatterAdd(int dim) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray index = x.get(1);
    NdArray source = x.get(2);
    if (!source.shape().equals(index.shape())) {
      throw new ShapeException(
          name(),
          "index and source must have one shape; given index %s, source %s"
              .formatted(index.shape(), source.shape()),
          index.shape(),
          source.shape());
    }
    int[] positions = Positions.gather(name(), x.get(0).shape(), dim, index);
    NdArray out = Copies.copy(x.get(0));
    Kernels.active().addAt(Copies.flat(source), positions, 1, out.buffer());
    return out;
  }

  @Override
  public boolean differentiable(int input) {
    return input != 1;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return input == 0 ? gradOutput : a.apply(new Gather(dim), List.of(gradOutput, x.get(1)));
  }
}
