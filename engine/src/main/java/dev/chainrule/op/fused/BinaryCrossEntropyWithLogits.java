package dev.chainrule.op.fused;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.ShapeException;
import java.util.List;

/// y = the mean of log(1 + eˣ) − x·target: binary cross entropy of logits with targets between 0
/// and 1, of one shape. The derivative is (σ(x) − target)/N.
public record BinaryCrossEntropyWithLogits() implements Fused {
  @Override
  public NdArray forward(List<NdArray> x) {
    if (!x.get(0).shape().equals(x.get(1).shape())) {
      throw new ShapeException(
          name(),
          "logits and target must have one shape; given %s and %s"
              .formatted(x.get(0).shape(), x.get(1).shape()),
          x.get(0).shape(),
          x.get(1).shape());
    }
    return decompose(Numbers.INSTANCE, x);
  }

  @Override
  public <T> T decompose(TensorAlgebra<T> a, List<T> x) {
    T terms = a.sub(a.softplus(x.get(0)), a.mul(x.get(0), x.get(1)));
    return a.div(a.sumAll(terms), a.count(terms, a.sumAll(terms)));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T share = a.div(gradOutput, a.count(x.get(0), gradOutput));
    return input == 0
        ? a.mul(share, a.sub(a.sigmoid(x.get(0)), x.get(1)))
        : a.neg(a.mul(share, x.get(0)));
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    if (input == 1) {
      return List.of();
    }
    T target = x.get(1);
    T p = a.sigmoid(x.get(0));
    T share = a.div(gradOutput, a.count(x.get(0), gradOutput));
    return List.of(
        new Mistake<>("ce-missing-one-hot", "leaves the target out", () -> a.mul(share, p)),
        new Mistake<>(
            "softmax-twice",
            "takes the sigmoid of probabilities",
            () -> a.mul(share, a.sub(a.sigmoid(p), target))),
        new Mistake<>(
            "activation-derivative-missing",
            "takes the logits for probabilities",
            () -> a.mul(share, a.sub(x.get(0), target))),
        new Mistake<>(
            "sign",
            "adds the target, where it is taken away",
            () -> a.mul(share, a.add(p, target))),
        new Mistake<>(
            "activation-derivative-missing",
            "multiplies by p(1 - p) on the way to the logits",
            () -> a.mul(share, a.mul(a.sub(p, target), a.mul(p, a.sub(a.constant(1), p))))));
  }
}
