package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = x without dimension number `fromEnd` from the end, 1 the last, which has size 1; a view, for
/// rules that do not know the number of dimensions.
public record SqueezeBack(int fromEnd) implements Operation {
  @Override
  public String name() {
    return "squeeze";
  }

  @Override
  public NdArray forward(List<NdArray> x) {
    return Squeeze.squeezed(name(), x.get(0), Axes.single(x.get(0).shape().rank() - fromEnd));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.apply(new UnsqueezeBack(fromEnd), List.of(gradOutput));
  }
}
