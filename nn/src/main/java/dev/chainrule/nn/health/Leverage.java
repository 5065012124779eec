package dev.chainrule.nn.health;

import java.util.ArrayList;
import java.util.List;

/// By what part of itself the loss would change, at most and in first order, if a weight changed by
/// a part of itself: ‖gradient‖·‖weight‖/|loss|. It has no units, so that weights of all sizes and
/// losses of all scales compare.
final class Leverage {
  private Leverage() {}

  /// At each sampled step.
  static List<Double> of(ParameterHealth weight, HealthReport report) {
    List<Double> leverage = new ArrayList<>();
    for (int i = 0; i < report.samples(); i++) {
      double loss = Math.abs(report.losses().get(i));
      leverage.add(
          loss == 0
              ? Double.NaN
              : weight.gradientNorms().get(i) * weight.weightNorms().get(i) / loss);
    }
    return leverage;
  }
}
