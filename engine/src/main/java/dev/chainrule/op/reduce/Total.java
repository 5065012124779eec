package dev.chainrule.op.reduce;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = the sum of all elements, 0-d; for rules that do not know the number of dimensions.
public record Total() implements Operation {
  @Override
  public String name() {
    return "sum";
  }

  @Override
  public NdArray forward(List<NdArray> x) {
    return new Sum(Axes.all(x.get(0).shape().rank()), false).forward(x);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.expandTo(gradOutput, x.get(0));
  }
}
