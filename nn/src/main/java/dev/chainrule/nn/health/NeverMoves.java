package dev.chainrule.nn.health;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parameters, or a large part of one, that are as they were at the start.
///
/// A gradient that is there and below a millionth of the largest is not meant: such are those of a
/// bias before a batch norm, which takes it away again, and updates by it are lost in rounding.
record NeverMoves() implements Rule {
  private static final int ENOUGH = 4;

  /// The share of a weight's entries that may stay.
  private static final double SHARE = 0.1;

  private static final double NEGLIGIBLE = 1e-6;

  @Override
  public @Nullable Finding check(HealthReport report) {
    if (report.samples() < ENOUGH) {
      return null;
    }
    double largest = report.parameters().stream().mapToDouble(NeverMoves::gradient).max().orElse(0);
    List<ParameterHealth> still =
        report.parameters().stream()
            .filter(parameter -> parameter.unmoved() > limit(parameter))
            .filter(parameter -> !isNegligible(gradient(parameter), largest))
            .sorted((a, b) -> Double.compare(share(b), share(a)))
            .toList();
    if (still.isEmpty()) {
      return null;
    }
    ParameterHealth worst = still.getFirst();
    String why =
        gradient(worst) == 0
            ? "its gradient is zero: the loss does not depend on it, or what is behind it passes"
                + " nothing on"
            : gradients(worst) + "; the optimiser does not update it, or the learning rate is 0";
    return new Finding(
        "never-moves",
        share(worst),
        worst.isWeight() ? SHARE : 0,
        "%s of the entries of %s have not moved in %d steps%s: %s. What does not move does not learn. Check that it is used on the way to the loss, not detached, and given to the optimiser; if it is meant to stay, leave it out of the model's parameters."
            .formatted(
                Words.percent(share(worst)),
                worst.name(),
                report.steps().getLast() + 1,
                others(still),
                why));
  }

  private static String gradients(ParameterHealth worst) {
    return worst.unmoved() == worst.entries()
        ? "it has a gradient"
        : "other entries of it move, these get no gradient";
  }

  private static String others(List<ParameterHealth> still) {
    List<String> names = still.stream().skip(1).map(ParameterHealth::name).toList();
    return names.isEmpty() ? "" : " (also: %s)".formatted(Words.list(names));
  }

  private static double limit(ParameterHealth parameter) {
    if (parameter.isEmbedding()) {
      // Rows that are not used are another rule's.
      return parameter.entries() - 1.0;
    }
    return parameter.isWeight() ? parameter.entries() * SHARE : parameter.entries() - 1.0;
  }

  private static double gradient(ParameterHealth parameter) {
    return Samples.largest(parameter.gradientNorms());
  }

  private static boolean isNegligible(double gradient, double largest) {
    return gradient > 0 && gradient < NEGLIGIBLE * largest;
  }

  private static double share(ParameterHealth parameter) {
    return (double) parameter.unmoved() / parameter.entries();
  }
}
