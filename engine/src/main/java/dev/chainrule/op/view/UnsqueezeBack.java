package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = x with a dimension of size 1 inserted so that it becomes number `fromEnd` from the end, 1
/// the last; a view, for rules that do not know the number of dimensions.
public record UnsqueezeBack(int fromEnd) implements Operation {
  @Override
  public String name() {
    return "unsqueeze";
  }

  @Override
  public NdArray forward(List<NdArray> x) {
    return x.get(0).unsqueeze(Axes.single(x.get(0).shape().rank() + 1 - fromEnd));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.apply(new SqueezeBack(fromEnd), List.of(gradOutput));
  }
}
