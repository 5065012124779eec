package dev.chainrule.kernel.vector;

import dev.chainrule.array.Buffer;
import dev.chainrule.kernel.Matrices;
import dev.chainrule.kernel.Strided;
import jdk.incubator.vector.FloatVector;

/// The product of two matrices with any strides.
///
/// Blocked as in Goto & van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS
/// 34(3), 2008: a block of B of `DEPTH` rows is packed to stay in the second-level cache, a block
/// of A of as many columns beside it, and six rows of A stay in the first-level cache while the
/// panels of B pass by. The tiles are those of [FloatTile]. What is small, and so stays in a cache
/// as it is, is read where it lies.
///
/// A further block of k continues the sums of the one before, so that an element is one chain of
/// fma over all of k, whatever the blocks, the lanes and the threads.
final class FloatMatmul {
  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  /// Most columns of B at a time.
  private static final int BREADTH = 2048 / Float.BYTES;

  /// Products of fewer multiplications than this are not worth a second thread.
  private static final long WORTH_THREADS = 1L << 22;

  /// Operands of up to so many elements are not packed.
  private static final int SMALL = 1 << 16;

  private final int rows;
  private final int columns;
  private final float[] a;
  private final int aRow;
  private final int aColumn;
  private final boolean packsLeft;
  private final float[] b;
  private final int bRow;
  private final int bColumn;
  private final boolean packsRight;
  private final int depth;
  private final float[] out;

  private FloatMatmul(int m, int n, int k, Strided a, Strided b, float[] out) {
    rows = m;
    columns = n;
    this.a = ((Buffer.OfFloat) a.buffer()).array();
    aRow = a.strides()[0];
    aColumn = a.strides()[1];
    packsLeft = (long) m * k > SMALL;
    this.b = ((Buffer.OfFloat) b.buffer()).array();
    bRow = b.strides()[0];
    bColumn = b.strides()[1];
    packsRight = bColumn != 1 || n < L || (long) n * k > SMALL;
    depth = k;
    this.out = out;
  }

  /// out\[m, n\] = a\[m, k\] · b\[k, n\], row-major from `out0`; nothing is written where k is 0.
  static void multiply(
      Workers workers, int m, int n, int k, Strided a, Strided b, float[] out, int out0) {
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    FloatMatmul product = new FloatMatmul(m, n, k, a, b, out);
    int a0 = a.offset();
    int b0 = b.offset();
    if (workers.count() == 1 || (long) m * n * k < WORTH_THREADS) {
      product.part(a0, b0, out0, 0, m, 0, n);
    } else if (m >= n) {
      workers.split(m, FloatTile.ROWS, (from, to) -> product.part(a0, b0, out0, from, to, 0, n));
    } else {
      workers.split(n, FloatTile.WIDE, (from, to) -> product.part(a0, b0, out0, 0, m, from, to));
    }
  }

  /// The products of matrices `a` with matrices `b`, one after another in `out`. Threads share
  /// whole products: each is small where there are many.
  static void multiply(Workers workers, int m, int n, int k, Matrices a, Matrices b, float[] out) {
    int count = a.count();
    if (count < workers.count()) {
      for (int i = 0; i < count; i++) {
        multiply(workers, m, n, k, a.at(i), b.at(i), out, i * m * n);
      }
      return;
    }
    FloatMatmul product = of(m, n, k, a.matrix(), b.matrix(), out);
    Workers.Part some =
        (from, to) -> {
          for (int i = from; i < to; i++) {
            product.run(a.starts()[i], b.starts()[i], i * m * n);
          }
        };
    if (workers.count() == 1 || (long) count * m * n * k < WORTH_THREADS) {
      some.run(0, count);
    } else {
      workers.split(count, 1, some);
    }
  }

  /// Products of one shape whose operands have the strides of `a` and `b`, for [#run].
  static FloatMatmul of(int m, int n, int k, Strided a, Strided b, float[] out) {
    return new FloatMatmul(m, n, k, a, b, out);
  }

  /// The product of the operands that begin at `a0` and `b0`, into `out` from `out0`, on this
  /// thread; nothing is written where k is 0.
  void run(int a0, int b0, int out0) {
    part(a0, b0, out0, 0, rows, 0, columns);
  }

  /// Some rows and columns of the result at `out0` of operands that begin at `a0` and `b0`.
  private void part(
      int a0, int b0, int out0, int fromRow, int toRow, int fromColumn, int toColumn) {
    FloatPanels panels = FloatPanels.mine();
    int most = packsLeft || packsRight ? FloatPanels.DEPTH : depth;
    int height = packsLeft ? FloatPanels.HEIGHT : toRow - fromRow;
    int breadth = packsRight ? BREADTH : toColumn - fromColumn;
    for (int j = fromColumn, width; j < toColumn; j += width) {
      width = FloatPanels.part(toColumn - j, breadth);
      for (int l = 0, deep; l < depth; l += deep) {
        deep = Math.min(most, depth - l);
        int right = b0 + l * bRow + j * bColumn;
        if (packsRight) {
          panels.packRight(deep, width, b, right, bRow, bColumn);
        }
        for (int i = fromRow; i < toRow; i += height) {
          int rows = Math.min(height, toRow - i);
          int left = a0 + i * aRow + l * aColumn;
          if (packsLeft) {
            panels.packLeft(rows, deep, a, left, aRow, aColumn);
          }
          int to = out0 + i * columns + j;
          if (width >= L) {
            tiles(panels, rows, width, deep, left, right, out, to, columns, l > 0);
          } else {
            narrow(panels, rows, width, deep, left, to, l > 0);
          }
        }
      }
    }
  }

  /// Fewer columns than a vector has lanes: `L` are computed beside the result, and some copied.
  private void narrow(
      FloatPanels panels, int rows, int width, int deep, int left, int to, boolean add) {
    float[] room = panels.narrow(rows);
    if (add) {
      copy(rows, width, out, to, columns, room, 0, L);
    }
    tiles(panels, rows, L, deep, left, 0, room, 0, L, add);
    copy(rows, width, room, 0, L, out, to, columns);
  }

  /// The product of what is packed, or lies at `left` and `right`.
  private void tiles(
      FloatPanels panels,
      int m,
      int n,
      int k,
      int left,
      int right,
      float[] c,
      int c0,
      int cRow,
      boolean add) {
    float[] x = packsLeft ? panels.left : a;
    int xRow = packsLeft ? panels.leftRow(aRow) : aRow;
    int xColumn = packsLeft ? panels.leftColumn(aRow) : aColumn;
    int xStep = packsLeft ? FloatPanels.STEP : aRow;
    float[] y = packsRight ? panels.right : b;
    boolean isTall = !packsLeft && FloatPanels.HAS_WIDE && n <= FloatTile.NARROW;
    int most = isTall ? FloatTile.TALL : FloatTile.ROWS;
    for (int i = 0; i < m; i += most) {
      int rows = Math.min(most, m - i);
      int x0 = (packsLeft ? 0 : left) + i * xStep;
      int y0 = packsRight ? 0 : right;
      for (int j = 0, width; j < n; j += width) {
        width = FloatPanels.columns(n - j);
        int yRow = packsRight ? FloatPanels.width(width) : bRow;
        int to = c0 + i * cRow + j;
        if (rows > FloatTile.ROWS) {
          FloatTile.tall(rows, width, k, x, x0, xRow, xColumn, y, y0, yRow, c, to, cRow, add);
        } else if (width <= FloatTile.NARROW) {
          FloatTile.narrow(rows, width, k, x, x0, xRow, xColumn, y, y0, yRow, c, to, cRow, add);
        } else {
          FloatTile.wide(rows, width, k, x, x0, xRow, xColumn, y, y0, yRow, c, to, cRow, add);
        }
        y0 += packsRight ? k * yRow : width;
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
