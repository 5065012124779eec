package dev.chainrule.op.reduce;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Mistake;
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

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T deviation = a.sub(x.get(0), a.mean(x.get(0), axes, true));
    T count = a.count(x.get(0), gradOutput);
    T gradient = keepDim ? gradOutput : a.unsqueeze(gradOutput, axes);
    T std = keepDim ? y : a.unsqueeze(y, axes);
    T share = a.div(gradient, a.sub(count, a.constant(correction)));
    return List.of(
        new Mistake<>(
            "bn-biased-third-term",
            correction == 0 ? "divides by N-1, where N belongs" : "divides by N, where N-1 belongs",
            () ->
                a.div(
                    a.mul(gradient, deviation),
                    a.mul(std, a.sub(count, a.constant(correction == 0 ? 1 : 0))))),
        new Mistake<>(
            "norm-scale-power",
            "leaves the division by the standard deviation out",
            () -> a.mul(share, deviation)),
        new Mistake<>(
            "norm-scale-power",
            "divides by the variance",
            () -> a.div(a.mul(share, deviation), a.square(std))),
        new Mistake<>(
            "norm-mean-path-missing",
            "multiplies by x, where x - mean belongs",
            () -> a.div(a.mul(share, x.get(0)), std)));
  }
}
