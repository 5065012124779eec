package dev.chainrule.kernel;

/// How a kernel folds many elements into one.
public enum Reduction {
  SUM,
  PROD,
  /// The largest element; NaN where there is one.
  MAX,
  MIN,
  /// The index of the first largest element, counted row-major over the folded dimensions; a NaN
  /// counts as largest.
  ARGMAX,
  ARGMIN,
  ANY,
  ALL
}
