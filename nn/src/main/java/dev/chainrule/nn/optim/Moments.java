package dev.chainrule.nn.optim;

import dev.chainrule.op.Algebra;
import dev.chainrule.op.Ops;
import java.util.List;

/// What [Adam] and [AdamW] share: running means of the gradient and of its square.
final class Moments {
  static final String MEAN = "m";
  static final String SQUARE = "v";
  static final List<String> MEMORIES = List.of(MEAN, SQUARE);

  private Moments() {}

  /// Lets `gradient` into both means.
  static <T> void remember(
      Algebra<T> a, Cells<T> x, T gradient, double firstDecay, double secondDecay) {
    x.set(MEAN, mean(a, x.fixed("beta1", firstDecay), x.get(MEAN), gradient));
    T square = a.mul(gradient, gradient);
    x.set(SQUARE, mean(a, x.fixed("beta2", secondDecay), x.get(SQUARE), square));
  }

  /// β·mean + (1 − β)·value.
  static <T> T mean(Algebra<T> a, T beta, T mean, T value) {
    return a.add(a.mul(beta, mean), a.mul(a.sub(a.constant(1), beta), value));
  }

  /// The step from `from`, with the numbers `rate1` and `scale2`.
  static <T> void move(Algebra<T> a, Cells<T> x, T from, double epsilon) {
    T deviation = a.div(root(a, x.get(SQUARE)), x.get("scale2"));
    T divisor = a.add(deviation, x.fixed("eps", epsilon));
    T step = a.div(a.mul(x.get("rate1"), x.get(MEAN)), divisor);
    x.set(UpdateRule.PARAMETER, a.sub(from, step));
  }

  static <T> T root(Algebra<T> a, T x) {
    return a.apply(Ops.SQRT, List.of(x));
  }

  /// The learning rate over the share of the first mean that is no longer its zero start.
  static double rate(double rate, double firstDecay, long step) {
    return rate / (1 - Math.pow(firstDecay, (double) step));
  }

  /// The root of the same share of the second mean.
  static double scale(double secondDecay, long step) {
    return Math.sqrt(1 - Math.pow(secondDecay, (double) step));
  }

  static void require(
      String rule, double firstDecay, double secondDecay, double epsilon, double weightDecay) {
    UpdateRule.requireShare(rule, "beta1", firstDecay);
    UpdateRule.requireShare(rule, "beta2", secondDecay);
    UpdateRule.requireNotNegative(rule, "epsilon", epsilon);
    UpdateRule.requireNotNegative(rule, "weightDecay", weightDecay);
  }
}
