package dev.chainrule.op.fused;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.ShapeException;
import java.util.List;

/// y = the mean over n rows of −Σⱼ pⱼ·logsoftmax(z)ⱼ: cross entropy of logits \[n, classes\] with
/// target probabilities of the same shape, or of \[classes\] with \[classes\]. Inputs: logits,
/// target.
///
/// The derivative collapses to (softmax(z)·Σp − p) / n; only where Σp = 1 is it softmax(z) − p.
///
/// @param axis the axis of the classes, the last
public record SoftCrossEntropy(int axis) implements Fused {
  @Override
  public String name() {
    return "crossEntropy";
  }

  @Override
  public NdArray forward(List<NdArray> x) {
    int rank = x.get(0).shape().rank();
    if (!x.get(0).shape().equals(x.get(1).shape()) || rank < 1 || rank > 2) {
      throw new ShapeException(
          name(),
          "logits and target probabilities must both be [n, classes] or [classes]; given logits %s, target %s"
              .formatted(x.get(0).shape(), x.get(1).shape()),
          x.get(0).shape(),
          x.get(1).shape());
    }
    List<NdArray> wide =
        List.of(Copies.cast(Promotion.requireFloat(name(), x.get(0)), DType.FLOAT64), x.get(1));
    return Copies.cast(decompose(Numbers.INSTANCE, wide), x.get(0).dtype());
  }

  @Override
  public <T> T decompose(TensorAlgebra<T> a, List<T> x) {
    T weighted = a.mul(x.get(1), a.logSoftmax(x.get(0), axis));
    T rows = a.sum(weighted, Axes.single(axis), false);
    return a.neg(a.mean(rows, Axes.all(axis), false));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T mass = a.sum(x.get(1), Axes.single(axis), true);
    T share = a.div(gradOutput, a.count(mass, gradOutput));
    if (input == 0) {
      return a.mul(share, a.sub(a.mul(a.softmax(x.get(0), axis), mass), x.get(1)));
    }
    return a.neg(a.mul(share, a.logSoftmax(x.get(0), axis)));
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    if (input == 1) {
      return List.of();
    }
    T target = x.get(1);
    T rows = a.count(a.sum(target, Axes.single(axis), true), gradOutput);
    return CrossEntropyMistakes.of(a, axis, x.get(0), target, rows, gradOutput);
  }
}
