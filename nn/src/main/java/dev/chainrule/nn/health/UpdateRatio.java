package dev.chainrule.nn.health;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A weight that moves much more or much less in a step than is usual, about a thousandth of itself
/// (Stanford's CS231n, "Learning and evaluation: ratio of weights to updates": "somewhere around
/// 1e-3"). Off is a hundredth of it, and a hundred times as much.
///
/// That an embedding moves by much is nothing: a step moves only the rows that its batch uses.
record UpdateRatio() implements Rule {
  private static final double MOST = 0.1;

  private record Measured(ParameterHealth weight, double ratio) {
    /// By how many times it is off.
    double excess() {
      return Math.max(ratio / MOST, LearningRate.LEAST_RATIO / ratio);
    }
  }

  @Override
  public @Nullable Finding check(HealthReport report) {
    if (LearningRate.ratio(report) < LearningRate.LEAST_RATIO) {
      // It is not this weight or that, but the rate.
      return null;
    }
    List<Measured> found =
        report.weights().stream()
            .map(weight -> new Measured(weight, Samples.median(LearningRate.ratios(weight))))
            .filter(measured -> measured.ratio > 0 && measured.excess() > 1)
            .filter(measured -> !measured.weight.isEmbedding() || measured.ratio < MOST)
            .sorted(Comparator.comparingDouble(Measured::excess).reversed())
            .toList();
    if (found.isEmpty()) {
      return null;
    }
    Measured worst = found.getFirst();
    boolean isLarge = worst.ratio > MOST;
    return new Finding(
        "update-ratio",
        worst.ratio,
        isLarge ? MOST : LearningRate.LEAST_RATIO,
        "A step changes %s by %s of itself; a thousandth is usual (%d of %d weights are off). %s"
            .formatted(
                worst.weight.name(),
                Words.number(worst.ratio),
                found.size(),
                report.weights().size(),
                isLarge
                    ? "So large a step forgets what the weight has learned. Try a smaller learning"
                        + " rate for it, or larger starting values."
                    : "So small a step hardly trains it. Try a larger learning rate for it, or"
                        + " smaller starting values."));
  }
}
