package dev.chainrule.nn.health;

import java.util.List;
import java.util.Objects;

/// The rules, the gravest illness first.
final class Rules {
  private static final List<Rule> ALL =
      List.of(
          new NotFinite(),
          new NeverMoves(),
          new LossFlat(),
          new LossRising(),
          new LossClipped(),
          new ExplodingGradients(),
          new VanishingGradients(),
          new SaturatedUnits(),
          new DeadUnits(),
          new LearningRate(),
          new UpdateRatio(),
          new Overfitting(),
          new NormDrift(),
          new InitialLoss(),
          new UntouchedRows());

  private Rules() {}

  static List<Finding> findings(HealthReport report) {
    return ALL.stream().map(rule -> rule.check(report)).filter(Objects::nonNull).toList();
  }
}
