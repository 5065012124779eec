package dev.chainrule.kernel;

import org.jspecify.annotations.Nullable;

/// A function of two elements. Floats are computed in double and rounded once to the result's type.
public interface Function2 {
  /// Which primitive this is, or null where it is none.
  default @Nullable Primitive primitive() {
    return null;
  }

  double at(double a, double b);

  /// The same for integers, exactly. Only functions that keep integers integral are asked.
  default long atLong(long a, long b) {
    throw new UnsupportedOperationException("not a function of integers");
  }
}
