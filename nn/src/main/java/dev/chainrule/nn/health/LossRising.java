package dev.chainrule.nn.health;

import org.jspecify.annotations.Nullable;

/// A training loss that has gone up: the last tenth of the run lies clearly above the best one.
record LossRising() implements Rule {
  private static final double RISE = 0.05;

  /// Standard errors by which it must lie above.
  private static final double SURE = 4;

  @Override
  public @Nullable Finding check(HealthReport report) {
    Curve curve = Curve.of(report.training());
    if (curve == null) {
      return null;
    }
    double rise = (curve.last() - curve.best()) / Math.abs(curve.best());
    return rise > RISE && curve.last() - curve.best() > SURE * curve.error()
        ? new Finding(
            "loss-rising",
            rise,
            RISE,
            "The training loss has risen to %s at the end, %s above its best of %s. Steps now undo what was learned. Try a smaller learning rate or one that falls with time, and clip gradients by their norm."
                .formatted(
                    Words.number(curve.last()), Words.percent(rise), Words.number(curve.best())))
        : null;
  }
}
