package dev.chainrule.bench;

import java.util.Arrays;

/// Summaries of figures.
final class Statistics {
  private Statistics() {}

  /// The middle figure, or the mean of the middle two.
  static double median(double[] figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("median: needs a figure, has none");
    }
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
