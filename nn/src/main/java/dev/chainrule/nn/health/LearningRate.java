package dev.chainrule.nn.health;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A learning rate that is too large or too small for what it does.
///
/// Too large, one way: in more than a quarter of the steps that are looked at, the update makes the
/// loss of the very batch that it was made for larger. Along the gradient a step lowers that loss
/// as long as the rate is below 2 over the curvature (Nesterov 2004, "Introductory lectures on
/// convex optimization", section 1.2.3); in healthy runs it is next to no step.
///
/// The other way: at the end of the run each step lowers the loss of its own batch by two fifths
/// and more, which for the loss as a whole cannot be: the batches undo one another. Healthy are up
/// to 15 %.
///
/// Too small: the weights, in the middle, move by less than a hundred-thousandth of themselves in a
/// step, a hundredth of the usual thousandth; see [UpdateRatio].
record LearningRate() implements Rule {
  static final double LEAST_RATIO = 1e-5;
  private static final double OVERSHOOTS = 0.25;
  private static final double GAIN = 0.4;
  private static final int FEW = 3;
  private static final int ENOUGH = 8;

  @Override
  public @Nullable Finding check(HealthReport report) {
    if (report.samples() < ENOUGH) {
      return null;
    }
    double share = overshooting(report);
    if (share > OVERSHOOTS) {
      return new Finding(
          "learning-rate",
          share,
          OVERSHOOTS,
          "In %s of the steps that were looked at, the update made the loss of its own batch larger. The steps are too long for the slope that they follow. Try a third of the learning rate, or a warm-up if this is at the start only."
              .formatted(Words.percent(share)));
    }
    double gain = Samples.median(Samples.late(gains(report), FEW));
    if (gain > GAIN) {
      return new Finding(
          "learning-rate",
          gain,
          GAIN,
          "At the end, a step lowers the loss of its own batch by %s; for the data as a whole that cannot go on, so each batch undoes what others taught. The loss stays above what it could be. Try a third of the learning rate, or one that falls with time."
              .formatted(Words.percent(gain)));
    }
    double ratio = ratio(report);
    return ratio < LEAST_RATIO
        ? new Finding(
            "learning-rate",
            ratio,
            LEAST_RATIO,
            "A step changes the weights by %s of themselves; a thousandth is usual. At that rate they need hundreds of thousands of steps to change. Try a learning rate ten times as large."
                .formatted(Words.number(ratio)))
        : null;
  }

  private static double overshooting(HealthReport report) {
    int up = 0;
    for (int i = 0; i < report.samples(); i++) {
      up += report.lossesAfter().get(i) > report.losses().get(i) ? 1 : 0;
    }
    return (double) up / report.samples();
  }

  /// By what part of itself each sampled step lowers the loss of its own batch.
  private static List<Double> gains(HealthReport report) {
    List<Double> gains = new ArrayList<>();
    for (int i = 0; i < report.samples(); i++) {
      double before = report.losses().get(i);
      gains.add((before - report.lossesAfter().get(i)) / Math.abs(before));
    }
    return gains;
  }

  /// The median over the weights of each one's median over the samples; NaN where none moves.
  static double ratio(HealthReport report) {
    return Samples.median(
        report.weights().stream()
            .filter(weight -> Samples.largest(weight.updateNorms()) > 0)
            .map(weight -> Samples.median(ratios(weight)))
            .toList());
  }

  static List<Double> ratios(ParameterHealth weight) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < weight.updateNorms().size(); i++) {
      ratios.add(weight.ratio(i));
    }
    return ratios;
  }
}
