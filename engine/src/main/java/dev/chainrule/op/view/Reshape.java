package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Shape;
import java.util.List;

/// y = the elements of x, row-major, in another shape: a view where the strides allow it. The
/// gradient goes back into the shape of x. Also `view`, `flatten`, `squeeze` and `unsqueeze`, by
/// their names.
public record Reshape(String name, Shape shape) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return Copies.reshape(x.get(0), shape);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.reshapeLike(gradOutput, x.get(0));
  }
}
