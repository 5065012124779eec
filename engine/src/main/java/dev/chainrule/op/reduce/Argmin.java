package dev.chainrule.op.reduce;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Reduction;
import dev.chainrule.op.Discrete;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = the index of the first smallest element over `axes`, counted row-major over them; int64. A
/// NaN counts as the smallest.
public record Argmin(Axes axes, boolean keepDim) implements Discrete {
  @Override
  public NdArray forward(List<NdArray> x) {
    Folding.requireElements(name(), x.get(0), axes);
    return Folding.fold(Reduction.ARGMIN, x.get(0), axes, keepDim, DType.INT64);
  }
}
