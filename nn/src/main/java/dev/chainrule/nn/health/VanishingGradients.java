package dev.chainrule.nn.health;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A weight whose gradient is next to nothing beside that of another layer.
///
/// Compared are leverages, so that the size of a layer does not matter. A ten-thousandth is what
/// six or seven sigmoids in a row leave, each a quarter at best (Glorot & Bengio 2010).
record VanishingGradients() implements Rule {
  private static final double SHARE = 1e-4;
  private static final int ENOUGH = 5;

  private record Measured(ParameterHealth weight, double leverage) {}

  @Override
  public @Nullable Finding check(HealthReport report) {
    List<Measured> all =
        report.weights().stream()
            .map(weight -> new Measured(weight, Samples.median(Leverage.of(weight, report))))
            .sorted(Comparator.comparingDouble(Measured::leverage))
            .toList();
    if (all.size() < 2 || report.samples() < ENOUGH) {
      return null;
    }
    Measured least = all.getFirst();
    Measured most = all.getLast();
    double share = least.leverage / most.leverage;
    // A gradient of exactly zero is another rule's.
    return least.leverage > 0 && share < SHARE
        ? new Finding(
            "vanishing-gradients",
            share,
            SHARE,
            "The gradient of %s is %s of that of %s, relative to the weights (norms about %s and %s). The layers far from the loss hardly learn. Use relu-like activations or batch norm, residual paths around the layers, or starting values that keep the scale (Xavier for tanh, Kaiming for relu)."
                .formatted(
                    least.weight.name(),
                    Words.number(share),
                    most.weight.name(),
                    Words.number(Samples.median(least.weight.gradientNorms())),
                    Words.number(Samples.median(most.weight.gradientNorms()))))
        : null;
  }
}
