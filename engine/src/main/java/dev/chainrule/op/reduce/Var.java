package dev.chainrule.op.reduce;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// y = Σ(x − mean)² / (N − correction) over `axes`: the variance, with correction 1 Bessel's.
///
/// The derivative is 2(x − mean)/(N − correction). The path through the mean adds nothing, since
/// the deviations sum to zero.
public record Var(Axes axes, int correction, boolean keepDim) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray wide = Copies.cast(Promotion.requireFloat(name(), x.get(0)), DType.FLOAT64);
    NdArray deviation = Numbers.INSTANCE.sub(wide, new Mean(axes, true).forward(List.of(wide)));
    NdArray sum = new Sum(axes, keepDim).forward(List.of(Numbers.INSTANCE.square(deviation)));
    double divisor = Math.max(0, axes.numel(wide.shape()) - correction);
    return Copies.cast(Numbers.INSTANCE.div(sum, NdArray.number(divisor)), x.get(0).dtype());
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T deviation = a.sub(x.get(0), a.mean(x.get(0), axes, true));
    T divisor = a.sub(a.count(x.get(0), gradOutput), a.constant(correction));
    T scaled = a.mul(gradOutput, a.div(a.constant(2), divisor));
    return a.mul(keepDim ? scaled : a.unsqueeze(scaled, axes), deviation);
  }
}
