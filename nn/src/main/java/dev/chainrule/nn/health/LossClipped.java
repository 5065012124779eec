package dev.chainrule.nn.health;

import org.jspecify.annotations.Nullable;

/// A loss that is kept within bounds where it is large, instead of its gradient: the examples that
/// are most wrong get a gradient of exactly zero, and teach nothing.
record LossClipped() implements Rule {
  private static final double SHARE = 0.005;

  @Override
  public @Nullable Finding check(HealthReport report) {
    double share = report.cuts().stream().mapToDouble(cut -> cut).average().orElse(0);
    return share > SHARE
        ? new Finding(
            "loss-clipped",
            share,
            SHARE,
            "A bound on the way to the loss cuts off %s of its elements where it is too large, so their gradients are rows of exact zeros. The examples that are most wrong teach nothing. Clip the gradient instead of the loss: remove the bound, and use Clip.byGlobalNorm or Training.clippedTo."
                .formatted(Words.percent(share)))
        : null;
  }
}
