package dev.chainrule.op.fused;

import dev.chainrule.op.Mistake;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// What people get wrong in the gradient (softmax(z) − target) / rows of a cross entropy, whether
/// the target is a class or a distribution.
final class CrossEntropyMistakes {
  private CrossEntropyMistakes() {}

  /// @param axis the axis of the classes
  /// @param rows over how many rows the loss is a mean
  static <T> List<Mistake<T>> of(
      TensorAlgebra<T> a, int axis, T logits, T target, T rows, T gradOutput) {
    T p = a.softmax(logits, axis);
    T share = a.div(gradOutput, rows);
    T difference = a.sub(p, target);
    return List.of(
        new Mistake<>("ce-missing-one-hot", "leaves the target out", () -> a.mul(share, p)),
        new Mistake<>(
            "normaliser-path-missing",
            "leaves the softmax out, which comes through the normaliser",
            () -> a.neg(a.mul(share, target))),
        new Mistake<>(
            "wrong-axis",
            "takes the softmax over the rows, where it is over the classes",
            () -> a.mul(share, a.sub(a.softmax(logits, 1 - axis), target))),
        new Mistake<>(
            "sign",
            "adds the target, where it is taken away",
            () -> a.mul(share, a.add(p, target))),
        new Mistake<>(
            "softmax-twice",
            "takes the softmax of probabilities",
            () -> a.mul(share, a.sub(a.softmax(p, axis), target))),
        new Mistake<>(
            "activation-derivative-missing",
            "takes the logits for probabilities",
            () -> a.mul(share, a.sub(logits, target))),
        new Mistake<>(
            "missing-batch-mean",
            "leaves the division by the rows out",
            () -> a.mul(gradOutput, difference)),
        new Mistake<>(
            "softmax-diagonal-only",
            "keeps the entry of the target only",
            () -> a.mul(share, a.mul(target, difference))),
        new Mistake<>(
            "softmax-diagonal-only",
            "multiplies by p(1 - p) on the way to the logits",
            () -> a.mul(share, a.mul(difference, a.mul(p, a.sub(a.constant(1), p))))));
  }
}
