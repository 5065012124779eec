package dev.chainrule.check;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.Magnitudes.Weighed;

/// Distances between two arrays of one shape. NaN equals NaN, and an infinity equals itself.
final class Differences {
  private Differences() {}

  static boolean equal(NdArray a, NdArray b) {
    for (int i = 0; i < a.numel(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether every element differs by at most `tolerance` of the magnitude of the truth's terms.
  static boolean within(NdArray written, Weighed truth, double tolerance) {
    for (int i = 0; i < written.numel(); i++) {
      double a = written.get(i);
      double b = truth.value().get(i);
      boolean close = Math.abs(a - b) <= tolerance * truth.magnitude().get(i);
      if (!close && !same(a, b)) {
        return false;
      }
    }
    return true;
  }

  static double largest(NdArray a, NdArray b) {
    double largest = 0;
    for (int i = 0; i < a.numel(); i++) {
      largest = Math.max(largest, distance(a.get(i), b.get(i)));
    }
    return largest;
  }

  /// The largest difference in proportion to the larger of the two, at most 2.
  static double largestRelative(NdArray a, NdArray b) {
    double largest = 0;
    for (int i = 0; i < a.numel(); i++) {
      double distance = distance(a.get(i), b.get(i));
      if (distance != 0) {
        double size = Math.max(Math.abs(a.get(i)), Math.abs(b.get(i)));
        largest = Math.max(largest, Double.isInfinite(size) ? distance : distance / size);
      }
    }
    return largest;
  }

  private static double distance(double a, double b) {
    return same(a, b) ? 0 : Math.abs(a - b);
  }

  private static boolean same(double a, double b) {
    return a == b || (Double.isNaN(a) && Double.isNaN(b));
  }
}
