package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.ShapeException;
import java.util.List;

/// y = x without `axes`, each of which has size 1; a view.
public record Squeeze(Axes axes) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return squeezed(name(), x.get(0), axes);
  }

  static NdArray squeezed(String name, NdArray x, Axes axes) {
    for (int axis : axes.toArray()) {
      if (x.shape().size(axis) != 1) {
        throw new ShapeException(
            name,
            "only axes of size 1 can go; axis %d of %s is %d"
                .formatted(axis, x.shape(), x.shape().size(axis)),
            x.shape());
      }
    }
    return x.squeeze(axes);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.unsqueeze(gradOutput, axes);
  }
}
