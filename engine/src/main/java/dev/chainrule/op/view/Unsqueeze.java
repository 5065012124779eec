package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = x with dimensions of size 1 inserted so that they become `axes`; a view.
public record Unsqueeze(Axes axes) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return x.get(0).unsqueeze(axes);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.squeeze(gradOutput, axes);
  }
}
