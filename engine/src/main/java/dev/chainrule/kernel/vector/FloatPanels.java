package dev.chainrule.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// A thread's room for the parts of a matrix product that are in work, laid out as [FloatTile]
/// reads them.
///
/// The left operand is kept by rows or by columns, as it comes, so that either is copied in whole
/// vectors. The right one lies in panels as wide as a tile; where its columns are the contiguous
/// ones (a transposed view), it is turned.
final class FloatPanels {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /// For a few elements at a time: a shorter vector crosses fewer cache lines.
  private static final VectorSpecies<Float> SHORT =
      L > 8 ? S.withShape(VectorShape.forBitSize(S.vectorBitSize() / 2)) : S;

  /// Most columns of the left operand, and rows of the right one, at a time.
  static final int DEPTH = 256;

  /// From a row of the left operand to the next where it lies by rows: the longest k, and a cache
  /// line more, so that rows do not meet in one set of the cache.
  static final int STEP = DEPTH + 16;

  /// Most rows of the left operand at a time.
  static final int HEIGHT = 192;

  /// Whether there are registers for 24 sums: AVX-512 and NEON have 32, AVX2 and SSE 16.
  static final boolean HAS_WIDE =
      S.vectorBitSize() >= 512 || "aarch64".equals(System.getProperty("os.arch"));

  private static final ThreadLocal<FloatPanels> MINE = ThreadLocal.withInitial(FloatPanels::new);

  float[] left = {};
  float[] right = {};

  private float[] narrow = {};

  /// Where the elements of a row of the right operand are that make a vector.
  private final int[] places = new int[L];

  private FloatPanels() {}

  static FloatPanels mine() {
    return MINE.get();
  }

  /// The next part of `left` columns: at most `most`, and never so that fewer than a vector's lanes
  /// stay behind.
  static int part(int left, int most) {
    return left <= most || left >= most + L ? Math.min(left, most) : most - L;
  }

  /// The columns of the next panel where `left` are left.
  static int columns(int left) {
    return left <= FloatTile.NARROW
        ? left
        : part(left, HAS_WIDE ? FloatTile.WIDE : FloatTile.NARROW);
  }

  /// How far apart the rows of a panel of so many columns are.
  static int width(int columns) {
    return columns <= FloatTile.NARROW ? FloatTile.NARROW : FloatTile.WIDE;
  }

  /// Room for rows of `L` elements.
  float[] narrow(int rows) {
    if (narrow.length < rows * L) {
      narrow = new float[rows * L];
    }
    return narrow;
  }

  /// How far apart packed rows of a left operand are whose rows were `aRow` apart.
  int leftRow(int aRow) {
    return aRow == 1 ? 1 : STEP;
  }

  /// How far apart its columns are.
  int leftColumn(int aRow) {
    return aRow == 1 ? FloatTile.ROWS : 1;
  }

  void packLeft(int m, int k, float[] a, int a0, int aRow, int aColumn) {
    if (left.length == 0) {
      left = new float[(HEIGHT + L) * STEP];
    }
    if (aRow == 1) {
      packLeftColumns(m, k, a, a0, aColumn);
    } else if (aColumn == 1 && k >= L) {
      for (int i = 0; i < m; i++) {
        copyRow(k, a, a0 + i * aRow, left, i * STEP);
      }
    } else {
      for (int i = 0; i < m; i++) {
        int from = a0 + i * aRow;
        int to = i * STEP;
        for (int l = 0; l < k; l++) {
          left[to + l] = a[from + l * aColumn];
        }
      }
    }
  }

  /// Copies at least `L` elements; the last vector overlaps the one before.
  private static void copyRow(int k, float[] a, int from, float[] left, int to) {
    for (int l = 0; l < k - L; l += L) {
      FloatVector.fromArray(S, a, from + l).intoArray(left, to + l);
    }
    FloatVector.fromArray(S, a, from + k - L).intoArray(left, to + k - L);
  }

  /// Whole vectors, each of which overwrites what the one before copied too much, while the array
  /// reaches that far.
  private void packLeftColumns(int m, int k, float[] a, int a0, int aColumn) {
    for (int l = 0; l < k; l++) {
      int from = a0 + l * aColumn;
      int to = l * FloatTile.ROWS;
      int i = 0;
      if (SHORT.length() >= FloatTile.ROWS) {
        int last = Math.min(m, a.length - SHORT.length() - from + 1);
        for (; i < last; i += FloatTile.ROWS) {
          FloatVector.fromArray(SHORT, a, from + i).intoArray(left, to + i * STEP);
        }
      }
      for (; i < m; i += FloatTile.ROWS) {
        for (int r = 0; r < Math.min(FloatTile.ROWS, m - i); r++) {
          left[to + i * STEP + r] = a[from + i + r];
        }
      }
    }
  }

  void packRight(int k, int n, float[] b, int b0, int bRow, int bColumn) {
    int room = k * (n + FloatTile.WIDE);
    if (right.length < room) {
      right = new float[room];
    }
    int to = 0;
    for (int j = 0, columns; j < n; j += columns) {
      columns = columns(n - j);
      int width = width(columns);
      int from = b0 + j * bColumn;
      if (columns < L) {
        pad(k, columns, b, from, bRow, bColumn, to);
      } else if (bColumn == 1) {
        copyPanel(k, columns, b, from, bRow, to);
      } else {
        for (int v = 0; v < columns; v += L) {
          int column = Math.min(v, columns - L);
          turn(k, b, from + column * bColumn, bRow, bColumn, to + column, width);
        }
      }
      to += k * width;
    }
  }

  /// Fewer columns than lanes, and zeros.
  private void pad(int k, int n, float[] b, int b0, int bRow, int bColumn, int to) {
    for (int l = 0; l < k; l++) {
      for (int j = 0; j < L; j++) {
        right[to + l * FloatTile.NARROW + j] = j < n ? b[b0 + l * bRow + j * bColumn] : 0;
      }
    }
  }

  private void copyPanel(int k, int columns, float[] b, int b0, int bRow, int to) {
    int last = columns - L;
    int from = b0;
    int at = to;
    if (columns <= FloatTile.NARROW) {
      for (int l = 0; l < k; l++, from += bRow, at += FloatTile.NARROW) {
        FloatVector.fromArray(S, b, from).intoArray(right, at);
        FloatVector.fromArray(S, b, from + last).intoArray(right, at + last);
      }
      return;
    }
    int second = Math.min(L, last);
    int third = Math.min(2 * L, last);
    for (int l = 0; l < k; l++, from += bRow, at += FloatTile.WIDE) {
      FloatVector.fromArray(S, b, from).intoArray(right, at);
      FloatVector.fromArray(S, b, from + second).intoArray(right, at + second);
      FloatVector.fromArray(S, b, from + third).intoArray(right, at + third);
      FloatVector.fromArray(S, b, from + last).intoArray(right, at + last);
    }
  }

  /// `L` columns of the right operand, `width` apart row by row.
  private void turn(int k, float[] b, int b0, int bRow, int bColumn, int to, int width) {
    if (!FloatCopies.HAS_GATHER) {
      for (int l = 0; l < k; l++) {
        for (int j = 0; j < L; j++) {
          right[to + l * width + j] = b[b0 + l * bRow + j * bColumn];
        }
      }
      return;
    }
    for (int j = 0; j < L; j++) {
      places[j] = j * bColumn;
    }
    for (int l = 0; l < k; l++) {
      FloatVector.fromArray(S, b, b0 + l * bRow, places, 0).intoArray(right, to + l * width);
    }
  }
}
