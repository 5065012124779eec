package dev.chainrule.op.reduce;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Reduction;
import dev.chainrule.op.Discrete;
import dev.chainrule.shape.Axes;
import java.util.List;

/// Whether one element over `axes` is not 0; a truth value.
public record Any(Axes axes, boolean keepDim) implements Discrete {
  @Override
  public NdArray forward(List<NdArray> x) {
    return Folding.fold(Reduction.ANY, x.get(0), axes, keepDim, DType.BOOL);
  }
}
