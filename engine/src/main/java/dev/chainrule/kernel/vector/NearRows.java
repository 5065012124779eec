package dev.chainrule.kernel.vector;

/// How many rows of a matrix are worked on together, step by step: the steps of one row wait for
/// each other, and those of several do not.
final class NearRows {
  /// Elements of the rows: with a gradient and a result as large, they fit into a first-level cache
  /// of 32 KB.
  private static final int ELEMENTS = 2048;

  private static final int MOST = 64;

  private NearRows() {}

  /// As many of `rows` rows of `size` elements as the nearest cache holds; at least one.
  static int together(int rows, int size) {
    return Math.max(1, Math.min(rows, Math.min(ELEMENTS / Math.max(1, size), MOST)));
  }
}
