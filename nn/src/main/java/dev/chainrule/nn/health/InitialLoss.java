package dev.chainrule.nn.health;

import org.jspecify.annotations.Nullable;

/// A first loss far above that of a model that knows nothing.
///
/// Even chances among C classes cost ln C nats. Logits that are normal noise of deviation s cost
/// about s²/2 more, so one nat more means noise of 1.4.
record InitialLoss() implements Rule {
  private static final double MORE = 1;

  @Override
  public @Nullable Finding check(HealthReport report) {
    if (report.classes() < 2 || report.samples() == 0 || report.steps().getFirst() != 0) {
      return null;
    }
    double even = Math.log(report.classes());
    double loss = report.losses().getFirst();
    return loss > even + MORE
        ? new Finding(
            "initial-loss",
            loss,
            even + MORE,
            "The first loss is %s; even chances among %d classes would give ln %d = %s. The model starts out sure of wrong answers, and the first steps are spent on undoing that. Start the last layer smaller: weights a tenth as large, biases at 0."
                .formatted(
                    Words.number(loss), report.classes(), report.classes(), Words.number(even)))
        : null;
  }
}
