package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = x without `axes`, each of which has size 1; a view.
public record Squeeze(Axes axes) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return x.get(0).squeeze(axes);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.unsqueeze(gradOutput, axes);
  }
}
