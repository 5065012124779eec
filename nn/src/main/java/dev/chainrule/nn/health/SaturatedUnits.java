package dev.chainrule.nn.health;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tanh or sigmoid units that are in their flat ends, at the start or at the end of the run.
///
/// In a flat end the derivative is less than 6 % of its largest, so that little gradient passes
/// (Glorot & Bengio 2010, section 3). Inputs of variance 1 saturate 4 % of a tanh; more than a
/// third means a standard deviation above 2.
record SaturatedUnits() implements Rule {
  private static final double SHARE = 0.35;
  private static final int FEW = 3;

  private record Measured(LayerHealth layer, double share, boolean isEarly) {}

  @Override
  public @Nullable Finding check(HealthReport report) {
    Measured worst = null;
    int count = 0;
    for (LayerHealth layer : report.layers()) {
      List<Double> shares = layer.samples().stream().map(LayerHealth.Sample::saturated).toList();
      double early = Samples.median(Samples.early(shares, FEW));
      double late = Samples.median(Samples.late(shares, FEW));
      double share = early >= late ? early : late;
      if (share > SHARE) {
        count++;
        if (worst == null || share > worst.share) {
          worst = new Measured(layer, share, early >= late);
        }
      }
    }
    return worst == null ? null : finding(worst, count);
  }

  private static Finding finding(Measured worst, int count) {
    String when = worst.isEarly ? "at the start" : "at the end";
    String more = count > 1 ? " (and %d more layers are like it)".formatted(count - 1) : "";
    String todo =
        worst.isEarly
            ? "Start the weights before it smaller (Xavier with tanh's gain 5/3), or put a batch"
                + " norm before it."
            : "Try a smaller learning rate, weight decay, or a batch norm before it.";
    return new Finding(
        "saturated-units",
        worst.share,
        SHARE,
        "%s of the outputs of \"%s\" are in the flat ends of the function %s%s. There the derivative is next to zero, so hardly any gradient reaches the layers before. %s"
            .formatted(Words.percent(worst.share), worst.layer.name(), when, more, todo));
  }
}
