package dev.chainrule.op.index;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Shape;
import java.util.List;

/// y = the rows of x along `dim` that the index names, in its order; the index may have any number
/// of dimensions, which take the place of `dim`. Rows that are named twice add up their gradients.
public record IndexSelect(int dim) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray index = x.get(1);
    Shape shape = x.get(0).shape();
    Positions.Runs rows = Positions.select(name(), shape, dim, index);
    NdArray out =
        NdArray.undefined(x.get(0).dtype(), Positions.selected(shape, dim, index.shape()));
    Kernels.active().take(Copies.flat(x.get(0)), rows.starts(), rows.length(), out.buffer());
    return out;
  }

  @Override
  public boolean differentiable(int input) {
    return input == 0;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.indexAdd(a.zerosLike(x.get(0)), dim, x.get(1), gradOutput);
  }
}
