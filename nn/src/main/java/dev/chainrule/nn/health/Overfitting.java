package dev.chainrule.nn.health;

import dev.chainrule.nn.train.LossHistory.Point;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A loss on other data that rises again while training goes on.
///
/// The rise above the best, in percent, is the generalization loss of Prechelt (1998, "Early
/// stopping, but when?"), who stops at thresholds from 1 to 5.
record Overfitting() implements Rule {
  private static final double RISE = 0.05;
  private static final int ENOUGH = 3;

  @Override
  public @Nullable Finding check(HealthReport report) {
    List<Point> validation = report.validation();
    Curve curve = Curve.of(report.training());
    if (validation.size() < ENOUGH || curve == null) {
      return null;
    }
    Point last = validation.getLast();
    Point best = validation.stream().min(Comparator.comparingDouble(Point::loss)).orElse(last);
    double rise = last.loss() / best.loss() - 1;
    return best.loss() > 0 && rise > RISE && curve.last() < last.loss()
        ? new Finding(
            "overfitting",
            rise,
            RISE,
            "The loss on other data was best at step %d, %s, and is %s now, %s above; on the training data it is %s. The model now learns its examples by heart. Stop at about step %d, use a smaller model, more data, dropout or weight decay."
                .formatted(
                    best.step(),
                    Words.number(best.loss()),
                    Words.number(last.loss()),
                    Words.percent(rise),
                    Words.number(curve.last()),
                    best.step()))
        : null;
  }
}
