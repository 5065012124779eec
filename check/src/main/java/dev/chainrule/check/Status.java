package dev.chainrule.check;

import java.util.Locale;

/// How a gradient written by hand compares with the truth.
///
/// *Truth* is the engine's gradient in the twin. *Local truth* is the same with the gradient at
/// every hand-written gradient that the author's lines read replaced by the author's value.
public enum Status {
  /// Equal, element by element, in the experiment's own dtypes; −0 equals 0.
  EXACT,
  /// Within 1e-9 of the sum of absolute contributions to each entry, in the twin.
  APPROXIMATE,
  /// The right values in another shape.
  SHAPE,
  /// Only the local truth is met: right, but for a mistake made earlier.
  INHERITED,
  /// Neither truth is met: the mistake is made here.
  WRONG,
  /// A leaf that requires grad has no gradient written by hand.
  MISSING;

  /// Whether the gradient is right.
  public boolean isRight() {
    return this == EXACT || this == APPROXIMATE;
  }

  /// In lower case, as reports show it.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
