package dev.chainrule.kernel;

import org.jspecify.annotations.Nullable;

/// A function of one elements. Floats are computed in double and rounded once to the result's type.
public interface Function1 {
  /// Which primitive this is, or null where it is none.
  default @Nullable Primitive primitive() {
    return null;
  }

  double at(double x);

  /// The same for integers, exactly. Only functions that keep integers integral are asked.
  default long atLong(long x) {
    throw new UnsupportedOperationException("not a function of integers");
  }
}
