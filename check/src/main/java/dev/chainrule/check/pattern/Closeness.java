package dev.chainrule.check.pattern;

import dev.chainrule.array.NdArray;

/// Whether two arrays of float64 are the same but for rounding.
public final class Closeness {
  /// In proportion to an entry, and to the largest entry.
  private static final double OF_ENTRY = 1e-7;

  private static final double OF_LARGEST = 1e-10;

  private Closeness() {}

  /// Whether the shapes are equal and the elements close. NaN is close to nothing.
  public static boolean areClose(NdArray a, NdArray b) {
    return a.shape().equals(b.shape()) && elementsAreClose(a, b);
  }

  /// As [#areClose], for arrays of as many elements.
  public static boolean elementsAreClose(NdArray a, NdArray b) {
    if (a.numel() != b.numel()) {
      return false;
    }
    double largest = Math.max(largest(a), largest(b));
    // Beside an infinity everything would be close.
    if (!Double.isFinite(largest)) {
      return false;
    }
    for (int i = 0; i < a.numel(); i++) {
      double x = a.get(i);
      double y = b.get(i);
      double limit = OF_LARGEST * largest + OF_ENTRY * Math.min(Math.abs(x), Math.abs(y));
      if (!(Math.abs(x - y) <= limit)) {
        return false;
      }
    }
    return true;
  }

  /// The largest absolute value; infinite where one is, and for NaN, so that nothing is close.
  public static double largest(NdArray x) {
    double largest = 0;
    for (int i = 0; i < x.numel(); i++) {
      largest = Math.max(largest, Math.abs(x.get(i)));
    }
    return largest;
  }

  /// Whether all elements are zero beside `scale`.
  public static boolean isZero(NdArray x, double scale) {
    return largest(x) <= OF_LARGEST * scale;
  }
}
