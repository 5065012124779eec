package dev.chainrule.nn.health;

import org.jspecify.annotations.Nullable;

/// Batch norm statistics for evaluation that are not those of the batches any more.
///
/// Half a standard deviation in the mean, or a factor of 2 in the variance, and the layers behind
/// see other inputs in evaluation than those that they were trained on.
record NormDrift() implements Rule {
  private static final double DEVIATIONS = 0.5;
  private static final double FACTOR = 2;
  private static final int ENOUGH = 8;
  private static final int FEW = 3;

  @Override
  public @Nullable Finding check(HealthReport report) {
    if (report.samples() < ENOUGH) {
      return null;
    }
    Finding worst = null;
    double most = 1;
    for (NormHealth norm : report.norms()) {
      double means = Samples.median(Samples.late(norm.means(), FEW));
      double factor = Math.exp(Samples.median(Samples.late(norm.variances(), FEW)));
      double apart = Math.max(factor, 1 / factor);
      double excess = Math.max(means / DEVIATIONS, Math.log(apart) / Math.log(FACTOR));
      if (excess > most) {
        most = excess;
        boolean isMean = means / DEVIATIONS >= excess;
        worst = finding(norm, means, factor, isMean);
      }
    }
    return worst;
  }

  private static Finding finding(NormHealth norm, double means, double factor, boolean isMean) {
    return new Finding(
        "norm-drift",
        isMean ? means : factor,
        isMean ? DEVIATIONS : FACTOR,
        "The statistics that %s evaluates with are not those of its batches: the means are %s standard deviations apart, and the variance of a batch is %s times the kept one. In evaluation the layers behind it see what they were never trained on, so the loss on other data is worse than it need be. Calibrate on the training data before evaluating, use a larger momentum for the running statistics, or larger batches."
            .formatted(norm.name(), Words.number(means), Words.number(factor)));
  }
}
