package dev.chainrule.op.reduce;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = √(Σ(x − mean)² / (N − correction)) over `axes`: the standard deviation.
///
/// The derivative is (x − mean)/((N − correction)·y), and 0 where y = 0, as in PyTorch.
public record Std(Axes axes, int correction, boolean keepDim) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return Ops.SQRT.forward(List.of(new Var(axes, correction, keepDim).forward(x)));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T deviation = a.sub(x.get(0), a.mean(x.get(0), axes, true));
    T divisor = a.sub(a.count(x.get(0), gradOutput), a.constant(correction));
    T scaled = a.div(gradOutput, a.mul(y, divisor));
    T zero = a.constant(0);
    T finite = a.select(a.equal(y, zero), zero, scaled);
    return a.mul(keepDim ? finite : a.unsqueeze(finite, axes), deviation);
  }
}
