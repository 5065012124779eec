package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.List;

/// y = x repeated along dimensions of size 1, and along new leading ones, to `shape`; a view. The
/// engine sums the gradient back.
public record Expand(Shape shape) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    Shape from = x.get(0).shape();
    if (!Broadcast.fits(from, shape)) {
      throw new ShapeException(
          name(),
          "only axes of size 1 can be repeated; given %s, wanted %s".formatted(from, shape),
          from,
          shape);
    }
    return x.get(0).expand(shape);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return gradOutput;
  }
}
