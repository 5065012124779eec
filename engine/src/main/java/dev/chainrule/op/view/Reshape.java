package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.List;

/// y = the elements of x, row-major, in another shape: a view where the strides allow it. The
/// gradient goes back into the shape of x. Also `view`, `flatten`, `squeeze` and `unsqueeze`, by
/// their names.
public record Reshape(String name, Shape shape) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return reshaped(name, x.get(0), shape);
  }

  static NdArray reshaped(String name, NdArray x, Shape shape) {
    if (x.numel() != shape.numel()) {
      throw new ShapeException(
          name,
          "%s has %d elements, but %s has %d".formatted(x.shape(), x.numel(), shape, shape.numel()),
          x.shape(),
          shape);
    }
    return Copies.reshape(x, shape);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.reshapeLike(gradOutput, x.get(0));
  }
}
