package dev.chainrule.nn.health;

import java.util.List;

/// Middles and parts of what was measured at the sampled steps. NaN stands for what was not
/// measured, and does not count.
final class Samples {
  private Samples() {}

  /// NaN where nothing was measured.
  static double median(List<Double> values) {
    double[] sorted =
        values.stream()
            .mapToDouble(value -> value)
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  static double largest(List<Double> values) {
    return values.stream().mapToDouble(v -> v).filter(v -> !Double.isNaN(v)).max().orElse(0);
  }

  /// The last quarter, of `least` at least where there are so many.
  static <T> List<T> late(List<T> values, int least) {
    int count = Math.min(values.size(), Math.max(least, values.size() / 4));
    return values.subList(values.size() - count, values.size());
  }

  /// The first quarter, of `least` at least where there are so many.
  static <T> List<T> early(List<T> values, int least) {
    return values.subList(0, Math.min(values.size(), Math.max(least, values.size() / 4)));
  }
}
