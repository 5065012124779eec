package dev.chainrule.op.reduce;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Reduction;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = the mean of x over `axes`. Every element gets 1/N of the gradient, N elements to a mean.
public record Mean(Axes axes, boolean keepDim) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray in = Promotion.requireFloat(name(), x.get(0));
    NdArray sum = Folding.fold(Reduction.SUM, in, axes, keepDim, in.dtype());
    return Ops.DIV.forward(List.of(sum, NdArray.number((double) axes.numel(in.shape()))));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T share = a.div(gradOutput, a.count(x.get(0), gradOutput));
    return a.expandTo(keepDim ? share : a.unsqueeze(share, axes), x.get(0));
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return List.of(
        new Mistake<>(
            "pool-scale-missing",
            "leaves 1/N out",
            () -> a.expandTo(keepDim ? gradOutput : a.unsqueeze(gradOutput, axes), x.get(0))));
  }
}
