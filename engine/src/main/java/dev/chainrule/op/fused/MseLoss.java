package dev.chainrule.op.fused;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Broadcast;
import java.util.List;

/// y = the mean of (x − target)²; the inputs broadcast. The derivative is 2(x − target)/N.
public record MseLoss() implements Fused {
  @Override
  public NdArray forward(List<NdArray> x) {
    Broadcast.shape(name(), x.get(0).shape(), x.get(1).shape());
    return decompose(Numbers.INSTANCE, x);
  }

  @Override
  public <T> T decompose(TensorAlgebra<T> a, List<T> x) {
    T square = a.square(a.sub(x.get(0), x.get(1)));
    return a.div(a.sumAll(square), a.count(square, a.sumAll(square)));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T difference = input == 0 ? a.sub(x.get(0), x.get(1)) : a.sub(x.get(1), x.get(0));
    T share = a.div(gradOutput, a.count(difference, gradOutput));
    return a.mul(share, a.mul(a.constant(2), difference));
  }
}
