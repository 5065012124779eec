package dev.chainrule.op.reduce;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Reduction;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = the sum of x over `axes`, int64 for bool and integers. Every element gets the gradient of
/// the sum it went into: sum backward is broadcast.
public record Sum(Axes axes, boolean keepDim) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    DType dtype = x.get(0).dtype();
    DType result = dtype.isFloat() ? dtype : DType.INT64;
    return Folding.fold(Reduction.SUM, x.get(0), axes, keepDim, result);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.expandTo(keepDim ? gradOutput : a.unsqueeze(gradOutput, axes), x.get(0));
  }
}
