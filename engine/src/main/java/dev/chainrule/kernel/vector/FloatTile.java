package dev.chainrule.kernel.vector;

import java.lang.foreign.MemorySegment;

/// The innermost loop of a matrix product, as [TileCompiler] compiles it.
interface FloatTile {
  /// c\[rows, columns\] = a\[rows, k\] · b\[k, columns\], or added to c. An operand begins at its
  /// `At` and steps by its `Row` from row to row; which steps are read depends on the layout, as
  /// does whether the right one is the array `b` or lies in `panels`.
  ///
  /// @param rows at least 1, at most the tile's
  /// @param columns at least the lanes of a vector, at most those of the tile's vectors
  void run(
      int rows,
      int columns,
      int k,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int bRow,
      MemorySegment panels,
      float[] c,
      int cAt,
      int cRow,
      boolean add);
}
