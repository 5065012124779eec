package dev.chainrule.op.reduce;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Reduction;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = the largest element along dimension `dim`, NaN where there is one. Of elements that tie the
/// first gets the gradient.
public record MaxAlong(int dim, boolean keepDim) implements Operation {
  @Override
  public String name() {
    return "max";
  }

  @Override
  public NdArray forward(List<NdArray> x) {
    Axes axes = Axes.single(dim);
    Folding.requireElements(name(), x.get(0), axes);
    return Folding.fold(Reduction.MAX, x.get(0), axes, keepDim, x.get(0).dtype());
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    Axes axes = Axes.single(dim);
    T chosen = a.apply(new Argmax(axes, true), List.of(x.get(0)));
    T gradient = keepDim ? gradOutput : a.unsqueeze(gradOutput, axes);
    return a.scatterAdd(a.zerosLike(x.get(0)), dim, chosen, gradient);
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return ExtremumMistakes.along(a, Axes.single(dim), keepDim, x.get(0), y, gradOutput);
  }
}
