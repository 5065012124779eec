package dev.chainrule.op.reduce;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Reduction;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = the smallest element over `axes`, NaN where there is one. Elements that tie share the
/// gradient equally, as in PyTorch's `amin`.
public record Min(Axes axes, boolean keepDim) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    Folding.requireElements(name(), x.get(0), axes);
    return Folding.fold(Reduction.MIN, x.get(0), axes, keepDim, x.get(0).dtype());
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T extremum = keepDim ? y : a.unsqueeze(y, axes);
    T gradient = keepDim ? gradOutput : a.unsqueeze(gradOutput, axes);
    T ties = a.select(a.equal(x.get(0), extremum), a.constant(1), a.constant(0));
    T share = a.div(gradient, a.sum(ties, axes, true));
    return a.select(a.equal(x.get(0), extremum), share, a.constant(0));
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return ExtremumMistakes.of(a, axes, keepDim, x.get(0), y, gradOutput);
  }
}
