package dev.chainrule.op.reduce;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Reduction;
import dev.chainrule.op.GradientKernel;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// y = the largest element over `axes`, NaN where there is one. Elements that tie share the
/// gradient equally, as in PyTorch's `amax`.
public record Max(Axes axes, boolean keepDim) implements GradientKernel {
  @Override
  public NdArray forward(List<NdArray> x) {
    Folding.requireElements(name(), x.get(0), axes);
    return Folding.fold(Reduction.MAX, x.get(0), axes, keepDim, x.get(0).dtype());
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return Extremum.vjp(a, axes, keepDim, x.get(0), y, gradOutput);
  }

  @Override
  public @Nullable NdArray gradInput(int input, List<NdArray> x, NdArray y, NdArray gradOutput) {
    return Extremum.gradient(axes, keepDim, x.get(0), y, gradOutput);
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return ExtremumMistakes.of(a, axes, keepDim, x.get(0), y, gradOutput);
  }
}
