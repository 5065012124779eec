package dev.chainrule.op.reduce;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// y = eˣ / Σ eˣ along `dim`. Its Jacobian yᵢ(δᵢⱼ − yⱼ) applied to g collapses to y(g − Σ g·y).
public record Softmax(int dim) implements Fused {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray in = Promotion.requireFloat(name(), x.get(0));
    if (in.numel() == 0) {
      return in;
    }
    NdArray byRows = Folding.softmax(in, dim, false);
    if (byRows != null) {
      return byRows;
    }
    List<NdArray> wide = List.of(Copies.cast(in, DType.FLOAT64));
    return Copies.cast(decompose(Numbers.INSTANCE, wide), in.dtype());
  }

  @Override
  public @Nullable NdArray gradInput(int input, List<NdArray> x, NdArray y, NdArray gradOutput) {
    boolean isByRows = dim == y.shape().rank() - 1 && y.isWhole() && gradOutput.isWhole();
    if (!isByRows || y.numel() == 0) {
      return null;
    }
    NdArray out = NdArray.undefined(y.dtype(), y.shape());
    int size = y.shape().size(dim);
    boolean done =
        Kernels.active()
            .softmaxGradient(y.buffer(), gradOutput.buffer(), y.numel() / size, size, out.buffer());
    return done ? out : null;
  }

  @Override
  public <T> T decompose(TensorAlgebra<T> a, List<T> x) {
    Axes axes = Axes.single(dim);
    T exp = a.exp(a.sub(x.get(0), a.apply(new Max(axes, true), x)));
    return a.div(exp, a.sum(exp, axes, true));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T weighted = a.sum(a.mul(gradOutput, y), Axes.single(dim), true);
    return a.mul(y, a.sub(gradOutput, weighted));
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    Axes own = Axes.single(dim);
    List<Mistake<T>> mistakes = new ArrayList<>();
    mistakes.add(
        new Mistake<>(
            "softmax-diagonal-only",
            "keeps only the diagonal p(1 - p) of the Jacobian",
            () -> a.mul(gradOutput, a.mul(y, a.sub(a.constant(1), y)))));
    mistakes.add(
        new Mistake<>(
            "normaliser-path-missing",
            "leaves the path through the normaliser out",
            () -> a.mul(gradOutput, y)));
    mistakes.add(
        new Mistake<>(
            "activation-derivative-missing",
            "passes the gradient through as if softmax were not there",
            () -> gradOutput));
    mistakes.add(
        new Mistake<>(
            "wrong-operand",
            "sums the gradient alone, where gradient times probability belongs",
            () -> a.mul(y, a.sub(gradOutput, a.sum(gradOutput, own, true)))));
    mistakes.add(
        new Mistake<>(
            "mean-for-sum",
            "takes the mean of the gradient, where the sum of gradient times probability belongs",
            () -> a.mul(y, a.sub(gradOutput, a.mean(gradOutput, own, true)))));
    mistakes.add(
        new Mistake<>(
            "mean-for-sum",
            "takes the mean of gradient times probability, where the sum belongs",
            () -> a.mul(y, a.sub(gradOutput, a.mean(a.mul(gradOutput, y), own, true)))));
    mistakes.add(
        new Mistake<>(
            "normaliser-path-missing",
            "does not multiply the gradient itself by the probability",
            () -> a.sub(gradOutput, a.mul(y, a.sum(a.mul(gradOutput, y), own, true)))));
    for (int axis = 0; axis <= dim + 1; axis++) {
      Axes other = Axes.single(axis);
      if (axis != dim) {
        mistakes.add(
            new Mistake<>(
                "wrong-axis",
                "sums over axis %d, where the softmax is over axis %d".formatted(axis, dim),
                () -> a.mul(y, a.sub(gradOutput, a.sum(a.mul(gradOutput, y), other, true)))));
      }
    }
    return mistakes;
  }
}
