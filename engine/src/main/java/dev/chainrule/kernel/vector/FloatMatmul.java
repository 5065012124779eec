package dev.chainrule.kernel.vector;

import dev.chainrule.array.Buffer;
import dev.chainrule.kernel.Strided;
import jdk.incubator.vector.FloatVector;

/// The product of two matrices with any strides.
///
/// Blocked as in Goto & van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS
/// 34(3), 2008: a block of B of `DEPTH` rows is packed to stay in the second-level cache, a block
/// of A of as many columns beside it, and six rows of A stay in the first-level cache while the
/// panels of B pass by. The tiles are those of [FloatTile].
///
/// A further block of k continues the sums of the one before, so that an element is one chain of
/// fma over all of k, whatever the blocks, the lanes and the threads.
final class FloatMatmul {
  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  /// Most columns of B at a time.
  private static final int BREADTH = 2048 / Float.BYTES;

  /// Products of fewer multiplications than this are not worth a second thread.
  private static final long WORTH_THREADS = 1L << 22;

  private FloatMatmul() {}

  /// out\[m, n\] = a\[m, k\] · b\[k, n\], row-major from `out0`; nothing is written where k is 0.
  static void multiply(
      Workers workers, int m, int n, int k, Strided a, Strided b, float[] out, int out0) {
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    if (workers.count() == 1 || (long) m * n * k < WORTH_THREADS) {
      part(0, m, 0, n, n, k, a, b, out, out0);
    } else if (m >= n) {
      workers.split(m, FloatTile.ROWS, (from, to) -> part(from, to, 0, n, n, k, a, b, out, out0));
    } else {
      workers.split(n, FloatTile.WIDE, (from, to) -> part(0, m, from, to, n, k, a, b, out, out0));
    }
  }

  private static float[] array(Strided x) {
    return ((Buffer.OfFloat) x.buffer()).array();
  }

  /// Some rows and columns of the result, which has `n` columns.
  private static void part(
      int fromRow,
      int toRow,
      int fromColumn,
      int toColumn,
      int n,
      int k,
      Strided a,
      Strided b,
      float[] out,
      int out0) {
    FloatPanels panels = FloatPanels.mine();
    int aRow = a.strides()[0];
    int aColumn = a.strides()[1];
    int bRow = b.strides()[0];
    int bColumn = b.strides()[1];
    for (int j = fromColumn, columns; j < toColumn; j += columns) {
      columns = FloatPanels.part(toColumn - j, BREADTH);
      for (int l = 0; l < k; l += FloatPanels.DEPTH) {
        int depth = Math.min(FloatPanels.DEPTH, k - l);
        int b0 = b.offset() + l * bRow + j * bColumn;
        panels.packRight(depth, columns, array(b), b0, bRow, bColumn);
        for (int i = fromRow; i < toRow; i += FloatPanels.HEIGHT) {
          int rows = Math.min(FloatPanels.HEIGHT, toRow - i);
          int a0 = a.offset() + i * aRow + l * aColumn;
          panels.packLeft(rows, depth, array(a), a0, aRow, aColumn);
          block(panels, aRow == 1, rows, columns, depth, out, out0 + i * n + j, n, l > 0);
        }
      }
    }
  }

  /// The product of what is packed.
  private static void block(
      FloatPanels panels,
      boolean byColumns,
      int m,
      int n,
      int k,
      float[] out,
      int out0,
      int outRow,
      boolean add) {
    if (n >= L) {
      tiles(panels, byColumns, m, n, k, out, out0, outRow, add);
      return;
    }
    copy(m, n, out, out0, outRow, panels.narrow, 0, L);
    tiles(panels, byColumns, m, L, k, panels.narrow, 0, L, add);
    copy(m, n, panels.narrow, 0, L, out, out0, outRow);
  }

  private static void tiles(
      FloatPanels panels,
      boolean byColumns,
      int m,
      int n,
      int k,
      float[] out,
      int out0,
      int outRow,
      boolean add) {
    float[] left = panels.left;
    float[] right = panels.right;
    for (int i = 0; i < m; i += FloatTile.ROWS) {
      int rows = Math.min(FloatTile.ROWS, m - i);
      int a = i * FloatTile.STEP;
      int b = 0;
      for (int j = 0, columns; j < n; j += columns) {
        columns = FloatPanels.columns(n - j);
        int to = out0 + i * outRow + j;
        if (columns <= FloatTile.NARROW) {
          FloatTile.narrow(byColumns, rows, columns, k, left, a, right, b, out, to, outRow, add);
        } else {
          FloatTile.wide(byColumns, rows, columns, k, left, a, right, b, out, to, outRow, add);
        }
        b += k * FloatPanels.width(columns);
      }
    }
  }

  private static void copy(
      int rows, int columns, float[] from, int f, int fRow, float[] to, int t, int tRow) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[t + i * tRow + j] = from[f + i * fRow + j];
      }
    }
  }
}
