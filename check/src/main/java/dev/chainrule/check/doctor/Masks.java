package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;

/// Arrays that hide: zeros and one other value.
final class Masks {
  private Masks() {}

  /// Whether `x` has zeros, and besides them only one value.
  static boolean isMask(NdArray x) {
    double value = 0;
    boolean hasZero = false;
    for (int i = 0; i < x.numel(); i++) {
      double element = x.get(i);
      if (element == 0) {
        hasZero = true;
      } else if (value == 0) {
        value = element;
      } else if (element != value) {
        return false;
      }
    }
    return hasZero && value != 0;
  }

  /// The value of a mask where it does not hide.
  static double scale(NdArray mask) {
    double scale = 0;
    for (int i = 0; i < mask.numel(); i++) {
      scale = Math.max(scale, mask.get(i));
    }
    return scale;
  }
}
