package dev.chainrule.bench;

import java.util.List;

/// How far the answers of two contestants are apart.
final class Agreement {
  private Agreement() {}

  /// The largest difference of two entries, relative to the largest entry of its array; infinite
  /// where the sizes differ or one has NaN and the other does not.
  static double difference(List<double[]> ours, List<double[]> theirs) {
    if (ours.size() != theirs.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < ours.size(); i++) {
      largest = Math.max(largest, difference(ours.get(i), theirs.get(i)));
    }
    return largest;
  }

  private static double difference(double[] ours, double[] theirs) {
    if (ours.length != theirs.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    double scale = 0;
    for (int i = 0; i < ours.length; i++) {
      if (Double.compare(ours[i], theirs[i]) != 0) {
        double difference = Math.abs(ours[i] - theirs[i]);
        largest = Math.max(largest, difference >= 0 ? difference : Double.POSITIVE_INFINITY);
      }
      scale = Math.max(scale, Math.abs(theirs[i]));
    }
    return largest == 0 || Double.isInfinite(largest) ? largest : largest / scale;
  }
}
