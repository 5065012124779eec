package dev.chainrule.nn.health;

import dev.chainrule.array.NdArray;

/// Elements of arrays in one piece, and sums over them.
final class Elements {
  private Elements() {}

  /// A copy of all elements, row-major.
  static double[] of(NdArray array) {
    if (!array.isContiguous()) {
      return array.toDoubles();
    }
    double[] elements = new double[array.numel()];
    array.buffer().load(array.offset(), 1, elements, elements.length);
    return elements;
  }

  /// √Σx²; not finite where an element is not.
  static double norm(double[] x) {
    double squares = 0;
    for (double value : x) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  /// ‖x − y‖.
  static double distance(double[] x, double[] y) {
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      squares += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return Math.sqrt(squares);
  }

  /// Mean and standard deviation over all of them, in one pass; NaN where there are none.
  static double[] meanAndDeviation(double[] x) {
    // About the first one, so that a large mean loses no digits of the deviation.
    double origin = x.length == 0 ? Double.NaN : x[0];
    double sum = 0;
    double squares = 0;
    for (double value : x) {
      double d = value - origin;
      sum += d;
      squares += d * d;
    }
    double shift = sum / x.length;
    double variance = squares / x.length - shift * shift;
    return new double[] {origin + shift, Math.sqrt(Math.max(0, variance))};
  }

  static boolean areFinite(double[] x) {
    // Zero times a number that is not finite is NaN, and stays so in the sum.
    double sum = 0;
    for (double value : x) {
      sum += 0 * value;
    }
    return sum == 0;
  }
}
