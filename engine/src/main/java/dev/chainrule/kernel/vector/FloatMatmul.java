package dev.chainrule.kernel.vector;

import dev.chainrule.array.Buffer;
import dev.chainrule.kernel.Matrices;
import dev.chainrule.kernel.Strided;
import dev.chainrule.kernel.vector.TileCompiler.Layout;
import jdk.incubator.vector.FloatVector;

/// The product of two matrices with any strides.
///
/// Blocked as in Goto & van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS
/// 34(3), 2008: a block of B is packed to stay in a cache, and a few rows of A stay near while the
/// panels of B pass by. A is packed where it does not lie by rows. The tiles are those of
/// [FloatTiles].
///
/// A further block of k continues the sums of the one before, so that an element is one chain of
/// fma over all of k, whatever the blocks, the lanes and the threads.
final class FloatMatmul {
  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  /// Most of k at a time. The deeper a block, the less often the result is read and written again,
  /// and the narrower it is, so that a left operand passes more often.
  static final int DEPTH = 1024;

  /// The same where the left operand is packed each time that it passes.
  static final int PACKED_DEPTH = 512;

  /// Operands of up to so many elements stay in a cache as they are.
  private static final int SMALL = 1 << 16;

  /// From so many rows and columns on, a panel is read so often that it pays to pack it, and from
  /// so many on the left operand too.
  private static final int WIDE = 64;

  private static final int VERY_WIDE = 192;

  /// Products of fewer multiplications than this are not worth a second thread.
  private static final long WORTH_THREADS = 1L << 22;

  private final int rows;
  private final int columns;
  private final float[] a;
  private final int aRow;
  private final int aColumn;
  private final float[] b;
  private final int bRow;
  private final int bColumn;
  private final int depth;
  private final float[] out;
  private final int outRow;

  private FloatMatmul(int m, int n, int k, Strided a, Strided b, float[] out, int outRow) {
    rows = m;
    columns = n;
    this.a = ((Buffer.OfFloat) a.buffer()).array();
    aRow = a.strides()[0];
    aColumn = k == 1 ? 1 : a.strides()[1];
    this.b = ((Buffer.OfFloat) b.buffer()).array();
    bRow = b.strides()[0];
    bColumn = b.strides()[1];
    depth = k;
    this.out = out;
    this.outRow = outRow;
  }

  /// out\[m, n\] = a\[m, k\] · b\[k, n\], row-major from `out0`; nothing is written where k is 0.
  static void multiply(
      Workers workers, int m, int n, int k, Strided a, Strided b, float[] out, int out0) {
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    FloatMatmul product = new FloatMatmul(m, n, k, a, b, out, n);
    int a0 = a.offset();
    int b0 = b.offset();
    long work = (long) m * n * k;
    // By columns no two threads pack the same part of b.
    if (n > m || n >= workers.count() * FloatTiles.COLUMNS) {
      Workers.Part some = (from, to) -> product.part(a0, b0, out0, 0, m, from, to);
      workers.share(work, WORTH_THREADS, n, FloatTiles.COLUMNS, some);
    } else {
      Workers.Part some = (from, to) -> product.part(a0, b0, out0, from, to, 0, n);
      workers.share(work, WORTH_THREADS, m, FloatTiles.HIGH, some);
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
    FloatMatmul product = of(m, n, k, a.matrix(), b.matrix(), out, n);
    Workers.Part some =
        (from, to) -> {
          for (int i = from; i < to; i++) {
            product.run(a.starts()[i], b.starts()[i], i * m * n);
          }
        };
    workers.share((long) count * m * n * k, WORTH_THREADS, count, 1, some);
  }

  /// Products of one shape whose operands have the strides of `a` and `b`, and whose results' rows
  /// are `outRow` apart, for [#run].
  static FloatMatmul of(int m, int n, int k, Strided a, Strided b, float[] out, int outRow) {
    return new FloatMatmul(m, n, k, a, b, out, outRow);
  }

  /// The product of the operands that begin at `a0` and `b0`, into `out` from `out0`, on this
  /// thread; nothing is written where k is 0.
  void run(int a0, int b0, int out0) {
    part(a0, b0, out0, 0, rows, 0, columns);
  }

  /// Some rows and columns of the result at `out0` of operands that begin at `a0` and `b0`.
  private void part(
      int a0, int b0, int out0, int fromRow, int toRow, int fromColumn, int toColumn) {
    Plan plan = plan(toRow - fromRow, toColumn - fromColumn);
    int most = Math.min(depth, plan.depth());
    int height = plan.layout.packsLeft() ? FloatPanels.HEIGHT : toRow - fromRow;
    int breadth = plan.layout.packsRight() ? FloatPanels.breadth(most) : toColumn - fromColumn;
    for (int j = fromColumn, width; j < toColumn; j += width) {
      width = FloatTiles.part(toColumn - j, breadth);
      for (int l = 0, deep; l < depth; l += deep) {
        deep = Math.min(most, depth - l);
        int right = b0 + l * bRow + j * bColumn;
        if (plan.layout.packsRight()) {
          plan.panels.packRight(deep, width, b, right, bRow, bColumn);
        }
        for (int i = fromRow; i < toRow; i += height) {
          int rows = Math.min(height, toRow - i);
          int left = a0 + i * aRow + l * aColumn;
          if (plan.layout.packsLeft()) {
            plan.panels.packLeft(rows, deep, plan.tileRows, a, left, aRow, aColumn);
          }
          int to = out0 + i * outRow + j;
          if (width >= L) {
            tiles(plan, rows, width, deep, left, right, out, to, outRow, l > 0);
          } else {
            narrow(plan, rows, width, deep, left, to, l > 0);
          }
        }
      }
    }
  }

  /// How a part is computed.
  private record Plan(FloatPanels panels, Layout layout, FloatTiles tiles, int tileRows) {
    /// Most of k at a time.
    int depth() {
      return switch (layout) {
        case ROWS -> DEPTH;
        case COLUMNS -> PACKED_DEPTH;
        case WHOLE, IN_PLACE -> Integer.MAX_VALUE;
      };
    }
  }

  private Plan plan(int m, int n) {
    int vectors = FloatTiles.vectors(n);
    int tileRows = FloatTiles.height(m, vectors);
    boolean isPanel = n <= FloatTiles.COLUMNS && bColumn == 1 && bRow == n && n == vectors * L;
    boolean mustPack = bColumn != 1 || n < L;
    int wide = aColumn == 1 ? WIDE : VERY_WIDE;
    boolean pays =
        m > 2 * tileRows && (Math.min(m, n) >= wide || (long) Math.max(m, n) * depth > SMALL);
    Layout layout;
    if (mustPack || pays) {
      layout = aColumn == 1 ? Layout.ROWS : Layout.COLUMNS;
    } else {
      layout = isPanel && aColumn == 1 ? Layout.WHOLE : Layout.IN_PLACE;
    }
    return new Plan(FloatPanels.mine(), layout, FloatTiles.of(layout), tileRows);
  }

  /// Fewer columns than a vector has lanes: `L` are computed beside the result, and some copied.
  private void narrow(Plan plan, int rows, int width, int deep, int left, int to, boolean add) {
    float[] room = plan.panels.narrow(rows);
    if (add) {
      copy(rows, width, out, to, outRow, room, 0, L);
    }
    tiles(plan, rows, L, deep, left, 0, room, 0, L, add);
    copy(rows, width, room, 0, L, out, to, outRow);
  }

  /// The product of what is packed, or lies at `left` and `right`.
  private void tiles(
      Plan plan,
      int m,
      int n,
      int k,
      int left,
      int right,
      float[] c,
      int c0,
      int cRow,
      boolean add) {
    float[] x = plan.layout.packsLeft() ? plan.panels.left : a;
    for (int i = 0; i < m; i += plan.tileRows) {
      int rows = Math.min(plan.tileRows, m - i);
      int xAt =
          plan.layout.packsLeft()
              ? i / plan.tileRows * FloatPanels.step(plan.tileRows, k)
              : left + i * aRow;
      int yAt = plan.layout.packsRight() ? 0 : right;
      for (int j = 0, width; j < n; j += width) {
        width = FloatTiles.columns(n - j);
        int vectors = FloatTiles.vectors(width);
        plan.tiles
            .tile(plan.tileRows, vectors)
            .run(
                rows,
                width,
                k,
                x,
                xAt,
                aRow,
                aColumn,
                b,
                yAt,
                bRow,
                plan.panels.right,
                c,
                c0 + i * cRow + j,
                cRow,
                add);
        yAt += plan.layout.packsRight() ? k * vectors * L : width;
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
