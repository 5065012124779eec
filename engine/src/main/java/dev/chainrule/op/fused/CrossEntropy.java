package dev.chainrule.op.fused;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Loops;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// y = the mean over n rows of log Σⱼ e^zⱼ − z_target: cross entropy of logits \[n, classes\] with
/// class indices \[n\], or of \[classes\] with one index. Inputs: logits, target.
///
/// The derivative collapses to (softmax(z) − onehot(target)) / n.
///
/// @param axis the axis of the classes, the last
public record CrossEntropy(int axis, int classes) implements Fused {
  /// Null where the kernels compute functions one by one only.
  private static final @Nullable Loop SCALE = Kernels.active().prepare(Program.of(Primitive.MUL));

  /// For logits and a target of these shapes.
  public static CrossEntropy of(Shape logits, Shape target) {
    boolean fits =
        logits.rank() == 2
            ? target.rank() == 1 && target.size(0) == logits.size(0)
            : logits.rank() == 1 && target.rank() == 0;
    if (!fits) {
      throw new ShapeException(
          "crossEntropy",
          "logits must be [n, classes] with n class indices, or [classes] with one; given logits %s, target %s"
              .formatted(logits, target),
          logits,
          target);
    }
    return new CrossEntropy(logits.rank() - 1, logits.size(-1));
  }

  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray logits = Promotion.requireFloat(name(), x.get(0));
    requireClasses(logits.shape(), x.get(1));
    NdArray target = x.get(1);
    if (logits.isContiguous() && target.isContiguous() && logits.numel() > 0) {
      NdArray loss = NdArray.zeros(logits.dtype(), Shape.SCALAR);
      boolean done =
          Kernels.active()
              .crossEntropy(
                  logits.buffer(),
                  logits.offset(),
                  target.numel(),
                  classes,
                  target.buffer(),
                  target.offset(),
                  loss.buffer());
      if (done) {
        return loss;
      }
    }
    List<NdArray> wide = List.of(Copies.cast(logits, DType.FLOAT64), target);
    return Copies.cast(decompose(Numbers.INSTANCE, wide), x.get(0).dtype());
  }

  private void requireClasses(Shape logits, NdArray target) {
    if (!of(logits, target.shape()).equals(this)) {
      throw new ShapeException(
          name(),
          "the logits must have %d classes; given logits %s".formatted(classes, logits),
          logits,
          target.shape());
    }
    if (target.dtype() != DType.INT64) {
      throw new ShapeException(
          name(),
          "the target must be int64 class indices or float probabilities; given %s"
              .formatted(target.dtype()),
          logits,
          target.shape());
    }
    for (int i = 0; i < target.numel(); i++) {
      long chosen = target.getLong(i);
      if (chosen < 0 || chosen >= classes) {
        throw new ShapeException(
            name(),
            "target %d (element %d) is no class of logits %s (valid: 0 to %d)"
                .formatted(chosen, i, logits, classes - 1),
            logits,
            target.shape());
      }
    }
  }

  /// The softmax with 1 taken from the target's class, times gradOutput/N, in one array.
  @Override
  public @Nullable NdArray gradInput(int input, List<NdArray> x, NdArray y, NdArray gradOutput) {
    NdArray logits = x.get(0);
    NdArray target = x.get(1);
    if (SCALE == null || !logits.isContiguous() || logits.numel() == 0) {
      return null;
    }
    NdArray gradient = NdArray.undefined(logits.dtype(), logits.shape());
    Buffer out = gradient.buffer();
    int rows = target.numel();
    if (!Kernels.active().softmax(logits.buffer(), logits.offset(), rows, classes, false, out)) {
      return null;
    }
    for (int row = 0; row < rows; row++) {
      int chosen = row * classes + (int) target.getLong(row);
      out.set(chosen, out.get(chosen) - 1);
    }
    NdArray factor = NdArray.number(gradOutput.get(0) / rows);
    return Loops.write(SCALE, gradient, gradient, factor) ? gradient : null;
  }

  @Override
  public boolean differentiable(int input) {
    return input == 0;
  }

  @Override
  public <T> T decompose(TensorAlgebra<T> a, List<T> x) {
    T chosen = a.gather(a.logSoftmax(x.get(0), axis), axis, a.unsqueezeLast(x.get(1)));
    return a.neg(a.mean(chosen, Axes.all(axis + 1), false));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T difference = a.sub(a.softmax(x.get(0), axis), a.oneHot(x.get(1), classes));
    return a.mul(gradOutput, a.div(difference, a.count(x.get(1), gradOutput)));
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T target = a.oneHot(x.get(1), classes);
    T rows = a.count(x.get(1), gradOutput);
    return CrossEntropyMistakes.of(a, axis, x.get(0), target, rows, gradOutput);
  }
}
