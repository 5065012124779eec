package dev.chainrule.kernel;

import org.jspecify.annotations.Nullable;

/// A function of three elements. Floats are computed in double and rounded once to the result's
/// type.
public interface Function3 {
  /// Which primitive this is, or null where it is none.
  default @Nullable Primitive primitive() {
    return null;
  }

  double at(double a, double b, double c);

  /// The same for integers, exactly. Only functions that keep integers integral are asked.
  default long atLong(long a, long b, long c) {
    throw new UnsupportedOperationException("not a function of integers");
  }
}
