package dev.chainrule.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loop of a matrix product: a tile of the result that stays in registers while k
/// runs (the micro-kernel of Van Zee & van de Geijn, BLIS, ACM TOMS 41(3), 2015).
///
/// Every sum is a separate local variable, since C2 keeps those in registers and an array not. A
/// tile of 6 rows by 2 vectors needs 12 registers for sums and suits machines that have 16; those
/// of 6 rows by 4 vectors and of 12 rows by 2 suit those that have 32. There is one loop for all
/// layouts: with one for each, C2 took 64 MB to compile a tile.
///
/// Edges cost no mask and no second loop. Where a tile has fewer columns than lanes, its vectors
/// overlap: `columns` must be at least `L`, vector i starts at column min(i·L, columns − L), and
/// what two of them hold, both compute and store alike. Of a tile with fewer rows the last stands
/// for the missing ones.
///
/// Each element is one chain of fma over k, in order, so its bits depend on nothing else.
final class FloatTile {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /// Rows of a tile.
  static final int ROWS = 6;

  /// Rows of a tall tile.
  static final int TALL = 12;

  /// Columns of a tile of 2 vectors.
  static final int NARROW = 2 * L;

  /// Columns of a tile of 4 vectors.
  static final int WIDE = 4 * L;

  private FloatTile() {}

  private static FloatVector start(float[] c, int at, boolean add) {
    return add ? FloatVector.fromArray(S, c, at) : FloatVector.zero(S);
  }

  /// c\[rows, columns\] = a\[rows, k\] · b\[k, columns\], or added to c, for at most `NARROW`
  /// columns. An operand begins at its `0`, and steps by its `Row` from row to row and by its
  /// `Column`, or 1, from column to column.
  static void narrow(
      int rows,
      int columns,
      int k,
      float[] a,
      int a0,
      int aRow,
      int aColumn,
      float[] b,
      int b0,
      int bRow,
      float[] c,
      int c0,
      int cRow,
      boolean add) {
    int r1 = Math.min(1, rows - 1) * aRow;
    int r2 = Math.min(2, rows - 1) * aRow;
    int r3 = Math.min(3, rows - 1) * aRow;
    int r4 = Math.min(4, rows - 1) * aRow;
    int r5 = Math.min(5, rows - 1) * aRow;
    int c1 = c0 + Math.min(1, rows - 1) * cRow;
    int c2 = c0 + Math.min(2, rows - 1) * cRow;
    int c3 = c0 + Math.min(3, rows - 1) * cRow;
    int c4 = c0 + Math.min(4, rows - 1) * cRow;
    int c5 = c0 + Math.min(5, rows - 1) * cRow;
    int d1 = columns - L;
    FloatVector x0 = start(c, c0, add);
    FloatVector y0 = start(c, c0 + d1, add);
    FloatVector x1 = start(c, c1, add);
    FloatVector y1 = start(c, c1 + d1, add);
    FloatVector x2 = start(c, c2, add);
    FloatVector y2 = start(c, c2 + d1, add);
    FloatVector x3 = start(c, c3, add);
    FloatVector y3 = start(c, c3 + d1, add);
    FloatVector x4 = start(c, c4, add);
    FloatVector y4 = start(c, c4 + d1, add);
    FloatVector x5 = start(c, c5, add);
    FloatVector y5 = start(c, c5 + d1, add);
    int p = a0;
    int q = b0;
    for (int l = 0; l < k; l++) {
      FloatVector f = FloatVector.fromArray(S, b, q);
      FloatVector g = FloatVector.fromArray(S, b, q + d1);
      FloatVector t0 = FloatVector.broadcast(S, a[p]);
      x0 = t0.fma(f, x0);
      y0 = t0.fma(g, y0);
      FloatVector t1 = FloatVector.broadcast(S, a[p + r1]);
      x1 = t1.fma(f, x1);
      y1 = t1.fma(g, y1);
      FloatVector t2 = FloatVector.broadcast(S, a[p + r2]);
      x2 = t2.fma(f, x2);
      y2 = t2.fma(g, y2);
      FloatVector t3 = FloatVector.broadcast(S, a[p + r3]);
      x3 = t3.fma(f, x3);
      y3 = t3.fma(g, y3);
      FloatVector t4 = FloatVector.broadcast(S, a[p + r4]);
      x4 = t4.fma(f, x4);
      y4 = t4.fma(g, y4);
      FloatVector t5 = FloatVector.broadcast(S, a[p + r5]);
      x5 = t5.fma(f, x5);
      y5 = t5.fma(g, y5);
      p += aColumn;
      q += bRow;
    }
    x5.intoArray(c, c5);
    y5.intoArray(c, c5 + d1);
    x4.intoArray(c, c4);
    y4.intoArray(c, c4 + d1);
    x3.intoArray(c, c3);
    y3.intoArray(c, c3 + d1);
    x2.intoArray(c, c2);
    y2.intoArray(c, c2 + d1);
    x1.intoArray(c, c1);
    y1.intoArray(c, c1 + d1);
    x0.intoArray(c, c0);
    y0.intoArray(c, c0 + d1);
  }

  /// The same for at most `WIDE` columns.
  static void wide(
      int rows,
      int columns,
      int k,
      float[] a,
      int a0,
      int aRow,
      int aColumn,
      float[] b,
      int b0,
      int bRow,
      float[] c,
      int c0,
      int cRow,
      boolean add) {
    int r1 = Math.min(1, rows - 1) * aRow;
    int r2 = Math.min(2, rows - 1) * aRow;
    int r3 = Math.min(3, rows - 1) * aRow;
    int r4 = Math.min(4, rows - 1) * aRow;
    int r5 = Math.min(5, rows - 1) * aRow;
    int c1 = c0 + Math.min(1, rows - 1) * cRow;
    int c2 = c0 + Math.min(2, rows - 1) * cRow;
    int c3 = c0 + Math.min(3, rows - 1) * cRow;
    int c4 = c0 + Math.min(4, rows - 1) * cRow;
    int c5 = c0 + Math.min(5, rows - 1) * cRow;
    int d1 = Math.min(L, columns - L);
    int d2 = Math.min(2 * L, columns - L);
    int d3 = columns - L;
    FloatVector x0 = start(c, c0, add);
    FloatVector y0 = start(c, c0 + d1, add);
    FloatVector z0 = start(c, c0 + d2, add);
    FloatVector w0 = start(c, c0 + d3, add);
    FloatVector x1 = start(c, c1, add);
    FloatVector y1 = start(c, c1 + d1, add);
    FloatVector z1 = start(c, c1 + d2, add);
    FloatVector w1 = start(c, c1 + d3, add);
    FloatVector x2 = start(c, c2, add);
    FloatVector y2 = start(c, c2 + d1, add);
    FloatVector z2 = start(c, c2 + d2, add);
    FloatVector w2 = start(c, c2 + d3, add);
    FloatVector x3 = start(c, c3, add);
    FloatVector y3 = start(c, c3 + d1, add);
    FloatVector z3 = start(c, c3 + d2, add);
    FloatVector w3 = start(c, c3 + d3, add);
    FloatVector x4 = start(c, c4, add);
    FloatVector y4 = start(c, c4 + d1, add);
    FloatVector z4 = start(c, c4 + d2, add);
    FloatVector w4 = start(c, c4 + d3, add);
    FloatVector x5 = start(c, c5, add);
    FloatVector y5 = start(c, c5 + d1, add);
    FloatVector z5 = start(c, c5 + d2, add);
    FloatVector w5 = start(c, c5 + d3, add);
    int p = a0;
    int q = b0;
    for (int l = 0; l < k; l++) {
      FloatVector f = FloatVector.fromArray(S, b, q);
      FloatVector g = FloatVector.fromArray(S, b, q + d1);
      FloatVector h = FloatVector.fromArray(S, b, q + d2);
      FloatVector i = FloatVector.fromArray(S, b, q + d3);
      FloatVector t0 = FloatVector.broadcast(S, a[p]);
      x0 = t0.fma(f, x0);
      y0 = t0.fma(g, y0);
      z0 = t0.fma(h, z0);
      w0 = t0.fma(i, w0);
      FloatVector t1 = FloatVector.broadcast(S, a[p + r1]);
      x1 = t1.fma(f, x1);
      y1 = t1.fma(g, y1);
      z1 = t1.fma(h, z1);
      w1 = t1.fma(i, w1);
      FloatVector t2 = FloatVector.broadcast(S, a[p + r2]);
      x2 = t2.fma(f, x2);
      y2 = t2.fma(g, y2);
      z2 = t2.fma(h, z2);
      w2 = t2.fma(i, w2);
      FloatVector t3 = FloatVector.broadcast(S, a[p + r3]);
      x3 = t3.fma(f, x3);
      y3 = t3.fma(g, y3);
      z3 = t3.fma(h, z3);
      w3 = t3.fma(i, w3);
      FloatVector t4 = FloatVector.broadcast(S, a[p + r4]);
      x4 = t4.fma(f, x4);
      y4 = t4.fma(g, y4);
      z4 = t4.fma(h, z4);
      w4 = t4.fma(i, w4);
      FloatVector t5 = FloatVector.broadcast(S, a[p + r5]);
      x5 = t5.fma(f, x5);
      y5 = t5.fma(g, y5);
      z5 = t5.fma(h, z5);
      w5 = t5.fma(i, w5);
      p += aColumn;
      q += bRow;
    }
    x5.intoArray(c, c5);
    y5.intoArray(c, c5 + d1);
    z5.intoArray(c, c5 + d2);
    w5.intoArray(c, c5 + d3);
    x4.intoArray(c, c4);
    y4.intoArray(c, c4 + d1);
    z4.intoArray(c, c4 + d2);
    w4.intoArray(c, c4 + d3);
    x3.intoArray(c, c3);
    y3.intoArray(c, c3 + d1);
    z3.intoArray(c, c3 + d2);
    w3.intoArray(c, c3 + d3);
    x2.intoArray(c, c2);
    y2.intoArray(c, c2 + d1);
    z2.intoArray(c, c2 + d2);
    w2.intoArray(c, c2 + d3);
    x1.intoArray(c, c1);
    y1.intoArray(c, c1 + d1);
    z1.intoArray(c, c1 + d2);
    w1.intoArray(c, c1 + d3);
    x0.intoArray(c, c0);
    y0.intoArray(c, c0 + d1);
    z0.intoArray(c, c0 + d2);
    w0.intoArray(c, c0 + d3);
  }

  /// As `narrow`, for at most `TALL` rows.
  static void tall(
      int rows,
      int columns,
      int k,
      float[] a,
      int a0,
      int aRow,
      int aColumn,
      float[] b,
      int b0,
      int bRow,
      float[] c,
      int c0,
      int cRow,
      boolean add) {
    int r1 = Math.min(1, rows - 1) * aRow;
    int r2 = Math.min(2, rows - 1) * aRow;
    int r3 = Math.min(3, rows - 1) * aRow;
    int r4 = Math.min(4, rows - 1) * aRow;
    int r5 = Math.min(5, rows - 1) * aRow;
    int r6 = Math.min(6, rows - 1) * aRow;
    int r7 = Math.min(7, rows - 1) * aRow;
    int r8 = Math.min(8, rows - 1) * aRow;
    int r9 = Math.min(9, rows - 1) * aRow;
    int r10 = Math.min(10, rows - 1) * aRow;
    int r11 = Math.min(11, rows - 1) * aRow;
    int c1 = c0 + Math.min(1, rows - 1) * cRow;
    int c2 = c0 + Math.min(2, rows - 1) * cRow;
    int c3 = c0 + Math.min(3, rows - 1) * cRow;
    int c4 = c0 + Math.min(4, rows - 1) * cRow;
    int c5 = c0 + Math.min(5, rows - 1) * cRow;
    int c6 = c0 + Math.min(6, rows - 1) * cRow;
    int c7 = c0 + Math.min(7, rows - 1) * cRow;
    int c8 = c0 + Math.min(8, rows - 1) * cRow;
    int c9 = c0 + Math.min(9, rows - 1) * cRow;
    int c10 = c0 + Math.min(10, rows - 1) * cRow;
    int c11 = c0 + Math.min(11, rows - 1) * cRow;
    int d1 = columns - L;
    FloatVector x0 = start(c, c0, add);
    FloatVector y0 = start(c, c0 + d1, add);
    FloatVector x1 = start(c, c1, add);
    FloatVector y1 = start(c, c1 + d1, add);
    FloatVector x2 = start(c, c2, add);
    FloatVector y2 = start(c, c2 + d1, add);
    FloatVector x3 = start(c, c3, add);
    FloatVector y3 = start(c, c3 + d1, add);
    FloatVector x4 = start(c, c4, add);
    FloatVector y4 = start(c, c4 + d1, add);
    FloatVector x5 = start(c, c5, add);
    FloatVector y5 = start(c, c5 + d1, add);
    FloatVector x6 = start(c, c6, add);
    FloatVector y6 = start(c, c6 + d1, add);
    FloatVector x7 = start(c, c7, add);
    FloatVector y7 = start(c, c7 + d1, add);
    FloatVector x8 = start(c, c8, add);
    FloatVector y8 = start(c, c8 + d1, add);
    FloatVector x9 = start(c, c9, add);
    FloatVector y9 = start(c, c9 + d1, add);
    FloatVector x10 = start(c, c10, add);
    FloatVector y10 = start(c, c10 + d1, add);
    FloatVector x11 = start(c, c11, add);
    FloatVector y11 = start(c, c11 + d1, add);
    int p = a0;
    int q = b0;
    for (int l = 0; l < k; l++) {
      FloatVector f = FloatVector.fromArray(S, b, q);
      FloatVector g = FloatVector.fromArray(S, b, q + d1);
      FloatVector t0 = FloatVector.broadcast(S, a[p]);
      x0 = t0.fma(f, x0);
      y0 = t0.fma(g, y0);
      FloatVector t1 = FloatVector.broadcast(S, a[p + r1]);
      x1 = t1.fma(f, x1);
      y1 = t1.fma(g, y1);
      FloatVector t2 = FloatVector.broadcast(S, a[p + r2]);
      x2 = t2.fma(f, x2);
      y2 = t2.fma(g, y2);
      FloatVector t3 = FloatVector.broadcast(S, a[p + r3]);
      x3 = t3.fma(f, x3);
      y3 = t3.fma(g, y3);
      FloatVector t4 = FloatVector.broadcast(S, a[p + r4]);
      x4 = t4.fma(f, x4);
      y4 = t4.fma(g, y4);
      FloatVector t5 = FloatVector.broadcast(S, a[p + r5]);
      x5 = t5.fma(f, x5);
      y5 = t5.fma(g, y5);
      FloatVector t6 = FloatVector.broadcast(S, a[p + r6]);
      x6 = t6.fma(f, x6);
      y6 = t6.fma(g, y6);
      FloatVector t7 = FloatVector.broadcast(S, a[p + r7]);
      x7 = t7.fma(f, x7);
      y7 = t7.fma(g, y7);
      FloatVector t8 = FloatVector.broadcast(S, a[p + r8]);
      x8 = t8.fma(f, x8);
      y8 = t8.fma(g, y8);
      FloatVector t9 = FloatVector.broadcast(S, a[p + r9]);
      x9 = t9.fma(f, x9);
      y9 = t9.fma(g, y9);
      FloatVector t10 = FloatVector.broadcast(S, a[p + r10]);
      x10 = t10.fma(f, x10);
      y10 = t10.fma(g, y10);
      FloatVector t11 = FloatVector.broadcast(S, a[p + r11]);
      x11 = t11.fma(f, x11);
      y11 = t11.fma(g, y11);
      p += aColumn;
      q += bRow;
    }
    x11.intoArray(c, c11);
    y11.intoArray(c, c11 + d1);
    x10.intoArray(c, c10);
    y10.intoArray(c, c10 + d1);
    x9.intoArray(c, c9);
    y9.intoArray(c, c9 + d1);
    x8.intoArray(c, c8);
    y8.intoArray(c, c8 + d1);
    x7.intoArray(c, c7);
    y7.intoArray(c, c7 + d1);
    x6.intoArray(c, c6);
    y6.intoArray(c, c6 + d1);
    x5.intoArray(c, c5);
    y5.intoArray(c, c5 + d1);
    x4.intoArray(c, c4);
    y4.intoArray(c, c4 + d1);
    x3.intoArray(c, c3);
    y3.intoArray(c, c3 + d1);
    x2.intoArray(c, c2);
    y2.intoArray(c, c2 + d1);
    x1.intoArray(c, c1);
    y1.intoArray(c, c1 + d1);
    x0.intoArray(c, c0);
    y0.intoArray(c, c0 + d1);
  }
}
