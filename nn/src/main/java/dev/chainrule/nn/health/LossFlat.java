package dev.chainrule.nn.health;

import org.jspecify.annotations.Nullable;

/// A loss that does not fall: the best tenth of the run is hardly below the first tenth, nor far
/// below the first loss of all.
record LossFlat() implements Rule {
  private static final double FALL = 0.02;

  /// The first loss is that of one batch, and so by some percent off.
  private static final double FALL_FROM_START = 0.1;

  @Override
  public @Nullable Finding check(HealthReport report) {
    Curve curve = Curve.of(report.training());
    if (curve == null || report.samples() == 0) {
      return null;
    }
    double fall = (curve.first() - curve.best()) / Math.abs(curve.first());
    double start = report.losses().getFirst();
    double fallFromStart = (start - curve.best()) / Math.abs(start);
    boolean isFlat = fall < FALL && fallFromStart < FALL_FROM_START;
    return isFlat && curve.last() < curve.best() * (1 + FALL_FROM_START)
        ? new Finding(
            "loss-flat",
            fall,
            FALL,
            "The loss has fallen by %s in %d steps, from %s to %s. The model learns nothing that helps. Try a learning rate ten times as large; overfit a single batch first, and look for a broken path between the parameters and the loss, or labels that do not belong to their inputs."
                .formatted(
                    Words.percent(Math.max(0, fall)),
                    report.training().getLast().step(),
                    Words.number(curve.first()),
                    Words.number(curve.best())))
        : null;
  }
}
