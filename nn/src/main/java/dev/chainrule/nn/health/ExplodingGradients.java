package dev.chainrule.nn.health;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gradients so large that no step of a usual size can follow them.
///
/// At a leverage of 1,000 a change of a weight by a thousandth, the usual step, would change the
/// loss by all of itself (Pascanu, Mikolov & Bengio 2013 for what explodes and why clipping helps).
record ExplodingGradients() implements Rule {
  private static final double LEVERAGE = 1_000;

  private record Measured(ParameterHealth weight, double leverage) {}

  @Override
  public @Nullable Finding check(HealthReport report) {
    List<Measured> found =
        report.weights().stream()
            .map(
                weight ->
                    new Measured(
                        weight,
                        Math.max(
                            Samples.median(Samples.early(Leverage.of(weight, report), 3)),
                            Samples.median(Samples.late(Leverage.of(weight, report), 3)))))
            .filter(measured -> measured.leverage > LEVERAGE)
            .sorted(Comparator.comparingDouble(Measured::leverage).reversed())
            .toList();
    if (found.isEmpty()) {
      return null;
    }
    Measured worst = found.getFirst();
    return new Finding(
        "exploding-gradients",
        worst.leverage,
        LEVERAGE,
        "The gradient of %s is so large that a change of the weight by a thousandth would change the loss %s times over (%d of %d weights are like that; its norm is about %s). Steps of a usual size overshoot. Start the weights smaller (Kaiming or Xavier), normalise between layers, or clip gradients by their norm."
            .formatted(
                worst.weight.name(),
                Words.number(worst.leverage / 1_000),
                found.size(),
                report.weights().size(),
                Words.number(Samples.median(worst.weight.gradientNorms()))));
  }
}
