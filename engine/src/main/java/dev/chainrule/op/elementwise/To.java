package dev.chainrule.op.elementwise;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// y = x in another dtype. The engine converts the gradient back.
public record To(DType dtype) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return Copies.cast(x.get(0), dtype);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return gradOutput;
  }
}
