package dev.chainrule.op.index;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.List;

/// y = x, with the rows of the third input added to the rows along `dim` that the second names.
/// Inputs: x, index, source; source has the shape that `indexSelect` of x gives.
public record IndexAdd(int dim) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    Shape shape = x.get(0).shape();
    Shape wanted = Positions.selected(shape, dim, x.get(1).shape());
    if (!x.get(2).shape().equals(wanted)) {
      throw new ShapeException(
          name(),
          "the source must be %s for input %s and index %s; given %s"
              .formatted(wanted, shape, x.get(1).shape(), x.get(2).shape()),
          shape,
          x.get(1).shape(),
          x.get(2).shape());
    }
    Positions.Runs rows = Positions.select(name(), shape, dim, x.get(1));
    NdArray out = Copies.copy(x.get(0));
    Kernels.active().addAt(Copies.flat(x.get(2)), rows.starts(), rows.length(), out.buffer());
    return out;
  }

  @Override
  public boolean differentiable(int input) {
    return input != 1;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return input == 0 ? gradOutput : a.apply(new IndexSelect(dim), List.of(gradOutput, x.get(1)));
  }
}
