package dev.chainrule.op.reduce;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Reduction;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.ArrayList;
import java.util.List;

/// y = log Σ eˣ over `axes`, with the maximum taken out first so that nothing overflows. The
/// derivative is the softmax, e^(x − y).
public record Logsumexp(Axes axes, boolean keepDim) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray in = x.get(0);
    Numbers n = Numbers.INSTANCE;
    NdArray max = Folding.fold(Reduction.MAX, in, axes, true, in.dtype());
    NdArray finite = n.select(Ops.IS_FINITE.forward(List.of(max)), max, n.constant(0));
    NdArray sum = new Sum(axes, true).forward(List.of(n.exp(n.sub(in, finite))));
    NdArray result = n.add(n.log(sum), finite);
    return keepDim ? result : result.squeeze(axes);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T total = keepDim ? y : a.unsqueeze(y, axes);
    T gradient = keepDim ? gradOutput : a.unsqueeze(gradOutput, axes);
    return a.mul(gradient, a.exp(a.sub(x.get(0), total)));
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T gradient = keepDim ? gradOutput : a.unsqueeze(gradOutput, axes);
    List<Mistake<T>> mistakes = new ArrayList<>();
    mistakes.add(
        new Mistake<>(
            "log-exp-rule",
            "multiplies by exp(x), without the sum",
            () -> a.mul(gradient, a.exp(x.get(0)))));
    mistakes.add(
        new Mistake<>(
            "activation-derivative-missing",
            "gives every element the gradient",
            () -> a.expandTo(gradient, x.get(0))));
    for (int axis = 0; axis < 3; axis++) {
      int other = axis;
      if (!axes.equals(Axes.single(axis))) {
        mistakes.add(
            new Mistake<>(
                "wrong-axis",
                "takes the softmax over axis %d, where the sum is over %s".formatted(axis, axes),
                () -> a.mul(gradient, a.softmax(x.get(0), other))));
      }
    }
    return mistakes;
  }
}
