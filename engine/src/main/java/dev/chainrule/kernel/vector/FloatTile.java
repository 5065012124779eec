package dev.chainrule.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loop of a matrix product: a tile of the result that stays in registers while k
/// runs (the micro-kernel of Van Zee & van de Geijn, BLIS, ACM TOMS 41(3), 2015).
///
/// Every sum is a separate local variable, since C2 keeps those in registers and an array not. A
/// tile of 6 rows by 2 vectors needs 12 registers for sums and suits machines that have 16; one of
/// 6 rows by 4 vectors suits those that have 32.
///
/// Edges cost no mask and no second loop. Where a tile has fewer columns than lanes, its vectors
/// overlap: `columns` must be at least `L`, vector i starts at column min(i·L, columns − L), and
/// what two of them hold, both compute and store alike. Of a tile with fewer than 6 rows the
/// missing ones are computed from whatever follows in `a` and stored where the last row goes, which
/// is stored after them.
///
/// Each element is one chain of fma over k, in order, so its bits depend on nothing else.
final class FloatTile {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /// Rows of a tile.
  static final int ROWS = 6;

  /// Columns of a tile of 2 vectors.
  static final int NARROW = 2 * L;

  /// Columns of a tile of 4 vectors.
  static final int WIDE = 4 * L;

  /// From a row of `a` to the next where it lies by rows: the longest k, and a cache line more, so
  /// that rows do not meet in one set of the cache.
  static final int STEP = FloatPanels.DEPTH + 16;

  private FloatTile() {}

  private static FloatVector start(float[] c, int at, boolean add) {
    return add ? FloatVector.fromArray(S, c, at) : FloatVector.zero(S);
  }

  /// c\[rows, columns\] = a\[rows, k\] · b\[k, columns\], or added to c, for at most `NARROW`
  /// columns.
  ///
  /// @param byColumns whether the columns of `a` lie one after the other, `ROWS` apart; else its
  ///   rows do, `STEP` apart
  /// @param b rows of whole vectors, `NARROW` apart
  static void narrow(
      boolean byColumns,
      int rows,
      int columns,
      int k,
      float[] a,
      int a0,
      float[] b,
      int b0,
      float[] c,
      int c0,
      int cRow,
      boolean add) {
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
    if (byColumns) {
      for (int l = 0; l < k; l++) {
        FloatVector p = FloatVector.fromArray(S, b, b0 + l * NARROW);
        FloatVector q = FloatVector.fromArray(S, b, b0 + l * NARROW + L);
        FloatVector t0 = FloatVector.broadcast(S, a[a0 + l * ROWS]);
        x0 = t0.fma(p, x0);
        y0 = t0.fma(q, y0);
        FloatVector t1 = FloatVector.broadcast(S, a[a0 + l * ROWS + 1]);
        x1 = t1.fma(p, x1);
        y1 = t1.fma(q, y1);
        FloatVector t2 = FloatVector.broadcast(S, a[a0 + l * ROWS + 2]);
        x2 = t2.fma(p, x2);
        y2 = t2.fma(q, y2);
        FloatVector t3 = FloatVector.broadcast(S, a[a0 + l * ROWS + 3]);
        x3 = t3.fma(p, x3);
        y3 = t3.fma(q, y3);
        FloatVector t4 = FloatVector.broadcast(S, a[a0 + l * ROWS + 4]);
        x4 = t4.fma(p, x4);
        y4 = t4.fma(q, y4);
        FloatVector t5 = FloatVector.broadcast(S, a[a0 + l * ROWS + 5]);
        x5 = t5.fma(p, x5);
        y5 = t5.fma(q, y5);
      }
    } else {
      for (int l = 0; l < k; l++) {
        FloatVector p = FloatVector.fromArray(S, b, b0 + l * NARROW);
        FloatVector q = FloatVector.fromArray(S, b, b0 + l * NARROW + L);
        FloatVector t0 = FloatVector.broadcast(S, a[a0 + l]);
        x0 = t0.fma(p, x0);
        y0 = t0.fma(q, y0);
        FloatVector t1 = FloatVector.broadcast(S, a[a0 + l + STEP]);
        x1 = t1.fma(p, x1);
        y1 = t1.fma(q, y1);
        FloatVector t2 = FloatVector.broadcast(S, a[a0 + l + 2 * STEP]);
        x2 = t2.fma(p, x2);
        y2 = t2.fma(q, y2);
        FloatVector t3 = FloatVector.broadcast(S, a[a0 + l + 3 * STEP]);
        x3 = t3.fma(p, x3);
        y3 = t3.fma(q, y3);
        FloatVector t4 = FloatVector.broadcast(S, a[a0 + l + 4 * STEP]);
        x4 = t4.fma(p, x4);
        y4 = t4.fma(q, y4);
        FloatVector t5 = FloatVector.broadcast(S, a[a0 + l + 5 * STEP]);
        x5 = t5.fma(p, x5);
        y5 = t5.fma(q, y5);
      }
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

  /// The same for at most `WIDE` columns; the rows of `b` are `WIDE` apart.
  static void wide(
      boolean byColumns,
      int rows,
      int columns,
      int k,
      float[] a,
      int a0,
      float[] b,
      int b0,
      float[] c,
      int c0,
      int cRow,
      boolean add) {
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
    if (byColumns) {
      for (int l = 0; l < k; l++) {
        FloatVector p = FloatVector.fromArray(S, b, b0 + l * WIDE);
        FloatVector q = FloatVector.fromArray(S, b, b0 + l * WIDE + L);
        FloatVector r = FloatVector.fromArray(S, b, b0 + l * WIDE + 2 * L);
        FloatVector s = FloatVector.fromArray(S, b, b0 + l * WIDE + 3 * L);
        FloatVector t0 = FloatVector.broadcast(S, a[a0 + l * ROWS]);
        x0 = t0.fma(p, x0);
        y0 = t0.fma(q, y0);
        z0 = t0.fma(r, z0);
        w0 = t0.fma(s, w0);
        FloatVector t1 = FloatVector.broadcast(S, a[a0 + l * ROWS + 1]);
        x1 = t1.fma(p, x1);
        y1 = t1.fma(q, y1);
        z1 = t1.fma(r, z1);
        w1 = t1.fma(s, w1);
        FloatVector t2 = FloatVector.broadcast(S, a[a0 + l * ROWS + 2]);
        x2 = t2.fma(p, x2);
        y2 = t2.fma(q, y2);
        z2 = t2.fma(r, z2);
        w2 = t2.fma(s, w2);
        FloatVector t3 = FloatVector.broadcast(S, a[a0 + l * ROWS + 3]);
        x3 = t3.fma(p, x3);
        y3 = t3.fma(q, y3);
        z3 = t3.fma(r, z3);
        w3 = t3.fma(s, w3);
        FloatVector t4 = FloatVector.broadcast(S, a[a0 + l * ROWS + 4]);
        x4 = t4.fma(p, x4);
        y4 = t4.fma(q, y4);
        z4 = t4.fma(r, z4);
        w4 = t4.fma(s, w4);
        FloatVector t5 = FloatVector.broadcast(S, a[a0 + l * ROWS + 5]);
        x5 = t5.fma(p, x5);
        y5 = t5.fma(q, y5);
        z5 = t5.fma(r, z5);
        w5 = t5.fma(s, w5);
      }
    } else {
      for (int l = 0; l < k; l++) {
        FloatVector p = FloatVector.fromArray(S, b, b0 + l * WIDE);
        FloatVector q = FloatVector.fromArray(S, b, b0 + l * WIDE + L);
        FloatVector r = FloatVector.fromArray(S, b, b0 + l * WIDE + 2 * L);
        FloatVector s = FloatVector.fromArray(S, b, b0 + l * WIDE + 3 * L);
        FloatVector t0 = FloatVector.broadcast(S, a[a0 + l]);
        x0 = t0.fma(p, x0);
        y0 = t0.fma(q, y0);
        z0 = t0.fma(r, z0);
        w0 = t0.fma(s, w0);
        FloatVector t1 = FloatVector.broadcast(S, a[a0 + l + STEP]);
        x1 = t1.fma(p, x1);
        y1 = t1.fma(q, y1);
        z1 = t1.fma(r, z1);
        w1 = t1.fma(s, w1);
        FloatVector t2 = FloatVector.broadcast(S, a[a0 + l + 2 * STEP]);
        x2 = t2.fma(p, x2);
        y2 = t2.fma(q, y2);
        z2 = t2.fma(r, z2);
        w2 = t2.fma(s, w2);
        FloatVector t3 = FloatVector.broadcast(S, a[a0 + l + 3 * STEP]);
        x3 = t3.fma(p, x3);
        y3 = t3.fma(q, y3);
        z3 = t3.fma(r, z3);
        w3 = t3.fma(s, w3);
        FloatVector t4 = FloatVector.broadcast(S, a[a0 + l + 4 * STEP]);
        x4 = t4.fma(p, x4);
        y4 = t4.fma(q, y4);
        z4 = t4.fma(r, z4);
        w4 = t4.fma(s, w4);
        FloatVector t5 = FloatVector.broadcast(S, a[a0 + l + 5 * STEP]);
        x5 = t5.fma(p, x5);
        y5 = t5.fma(q, y5);
        z5 = t5.fma(r, z5);
        w5 = t5.fma(s, w5);
      }
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
}
