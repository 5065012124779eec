package dev.chainrule.check.complex;

import dev.chainrule.array.NdArray;
import org.jspecify.annotations.Nullable;

/// An array of complex numbers.
///
/// @param re the real parts; or the elements of an array of integers or bools
/// @param im the imaginary parts, in the same shape; null where all are zero
record ComplexArray(NdArray re, @Nullable NdArray im) {
  static ComplexArray real(NdArray re) {
    return new ComplexArray(re, null);
  }

  boolean isReal() {
    return im == null;
  }

  /// The imaginary parts; zeros where there are none.
  NdArray imOrZeros() {
    return im == null ? NdArray.zeros(re.dtype(), re.shape()) : im;
  }
}
