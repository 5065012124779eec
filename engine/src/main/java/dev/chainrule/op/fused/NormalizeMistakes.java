package dev.chainrule.op.fused;

import dev.chainrule.op.Mistake;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.reduce.Var;
import dev.chainrule.shape.Axes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What people get wrong in dx of a batch norm or layer norm: dx = s(g − mean g − x̂·Σ(g·x̂)/M),
/// with s = 1/√(var + eps), g the gradient times the weight, and M = N − correction.
final class NormalizeMistakes<T> {
  private final TensorAlgebra<T> a;
  private final T x;
  private final T scale;
  private final T hat;
  private final T gradient;
  private final T mean;
  private final T sum;
  private final T count;
  private final int correction;
  private final List<Mistake<T>> found = new ArrayList<>();

  private NormalizeMistakes(TensorAlgebra<T> a, Normalize op, List<T> inputs, T hat, T gradOutput) {
    this.a = a;
    this.x = inputs.get(0);
    this.hat = hat;
    this.correction = op.correction();
    Axes axes = op.axes();
    T variance = a.apply(new Var(axes, correction, true), List.of(x));
    scale = a.rsqrt(a.add(variance, a.constant(op.eps())));
    gradient = a.mul(gradOutput, inputs.get(1));
    mean = a.mean(gradient, axes, true);
    sum = a.sum(a.mul(gradient, hat), axes, true);
    count = a.count(x, mean);
  }

  static <T> List<Mistake<T>> of(
      TensorAlgebra<T> a, Normalize op, List<T> inputs, T hat, T gradOutput) {
    NormalizeMistakes<T> mistakes = new NormalizeMistakes<>(a, op, inputs, hat, gradOutput);
    mistakes.divisors();
    mistakes.paths();
    mistakes.scales();
    mistakes.gain(op, inputs, gradOutput);
    mistakes.axes(op, inputs, gradOutput);
    return mistakes.found;
  }

  private T divisor() {
    return a.sub(count, a.constant(correction));
  }

  private T along(T divisor) {
    return a.mul(hat, a.div(sum, divisor));
  }

  private T centred() {
    return a.sub(gradient, mean);
  }

  private void add(String id, String what, Supplier<T> gradInput) {
    found.add(new Mistake<>(id, what, gradInput));
  }

  private void divisors() {
    String wrong = correction == 0 ? "N-1 where N belongs" : "N where N-1 belongs";
    add(
        "bn-biased-third-term",
        "divides the third term, the one along x̂, by " + wrong,
        () -> {
          T other = a.sub(count, a.constant(correction == 0 ? 1 : 0));
          return a.mul(scale, a.sub(centred(), along(other)));
        });
  }

  private void paths() {
    add(
        "norm-mean-path-missing",
        "leaves the path through the mean out",
        () -> a.mul(scale, a.sub(gradient, along(divisor()))));
    add(
        "norm-variance-path-missing",
        "leaves the path through the variance out",
        () -> a.mul(scale, centred()));
    add(
        "norm-statistics-constant",
        "takes mean and variance for constants",
        () -> a.mul(scale, gradient));
    add(
        "pool-scale-missing",
        "takes the sum, where the mean of the gradient belongs",
        () -> a.mul(scale, a.sub(a.sub(gradient, a.mul(mean, count)), along(divisor()))));
    add(
        "pool-scale-missing",
        "does not divide the term along x̂ by the count",
        () -> a.mul(scale, a.sub(centred(), a.mul(hat, sum))));
    add(
        "sign",
        "adds the term along x̂, where it is taken away",
        () -> a.mul(scale, a.add(centred(), along(divisor()))));
    add(
        "sign",
        "adds the mean of the gradient, where it is taken away",
        () -> a.mul(scale, a.sub(a.add(gradient, mean), along(divisor()))));
    add(
        "norm-variance-path-missing",
        "multiplies the third term by the deviation, where x̂ belongs",
        () -> a.mul(scale, a.sub(centred(), a.div(along(divisor()), scale))));
  }

  private void scales() {
    add(
        "norm-scale-power",
        "leaves the division by the standard deviation out",
        () -> a.sub(centred(), along(divisor())));
    add(
        "norm-scale-power",
        "divides by the variance, where the standard deviation belongs",
        () -> a.mul(a.square(scale), a.sub(centred(), along(divisor()))));
    add(
        "norm-scale-power",
        "multiplies by the standard deviation, where it divides",
        () -> a.div(a.sub(centred(), along(divisor())), scale));
  }

  private void gain(Normalize op, List<T> inputs, T gradOutput) {
    add(
        "norm-gain-missing",
        "leaves the gain out",
        () -> op.vjp(a, 0, List.of(x, unit(inputs), inputs.get(2)), x, gradOutput));
  }

  private T unit(List<T> inputs) {
    return a.add(a.zerosLike(inputs.get(1)), a.constant(1));
  }

  /// One mean of the gradient, or both, taken over the other axis of a matrix.
  private void axes(Normalize op, List<T> inputs, T gradOutput) {
    for (int axis = 0; axis < 2; axis++) {
      Axes other = Axes.single(axis);
      if (op.axes().equals(other)) {
        continue;
      }
      String where = " over axis %d, where it is over %s".formatted(axis, op.axes());
      Normalize turned = new Normalize(op.name(), other, op.eps(), correction);
      add("norm-wrong-axis", "normalizes" + where, () -> turned.vjp(a, 0, inputs, x, gradOutput));
      add(
          "norm-wrong-axis",
          "takes the mean of the gradient" + where,
          () -> a.mul(scale, a.sub(away(other), along(divisor()))));
      for (int way = 0; way < 3; way++) {
        int divided = way;
        add(
            "norm-wrong-axis",
            "takes the mean along x̂" + where,
            () -> a.mul(scale, a.sub(centred(), third(other, divided))));
        add(
            "norm-wrong-axis",
            "takes the means of the gradient" + where,
            () -> a.mul(scale, a.sub(away(other), third(other, divided))));
      }
    }
  }

  /// The gradient less its mean over other axes.
  private T away(Axes other) {
    return a.sub(gradient, a.mean(gradient, other, true));
  }

  /// The term along x̂ with its sum over other axes, divided by their count, by that less the
  /// correction, or by what belongs to the right axes.
  private T third(Axes other, int divided) {
    T product = a.sum(a.mul(gradient, hat), other, true);
    T own = a.count(x, product);
    T divisor =
        switch (divided) {
          case 0 -> own;
          case 1 -> a.sub(own, a.constant(correction));
          default -> divisor();
        };
    return a.mul(hat, a.div(product, divisor));
  }
}
