package dev.chainrule.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// A thread's room for the parts of a matrix product that are in work, laid out as [FloatTiles]
/// read them: the left operand tile by tile, column after column; the right one in panels as wide
/// as a tile, row after row.
final class FloatPanels {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /// For a few elements at a time: a shorter vector crosses fewer cache lines.
  private static final VectorSpecies<Float> SHORT =
      L > 8 ? S.withShape(VectorShape.forBitSize(S.vectorBitSize() / 2)) : S;

  /// Most columns of the left operand, and rows of the right one, at a time.
  static final int DEPTH = 256;

  /// What the last vector of a tile may copy too much.
  private static final int SPARE = 16;

  /// Most rows of the left operand at a time.
  static final int HEIGHT = 192;

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

  /// Room for rows of `L` elements.
  float[] narrow(int rows) {
    if (narrow.length < rows * L) {
      narrow = new float[rows * L];
    }
    return narrow;
  }

  /// How far apart tiles of a packed left operand are, for each of their rows.
  static int step(int k) {
    return k + SPARE;
  }

  /// Packs a left operand for tiles of `height` rows.
  void packLeft(int m, int k, int height, float[] a, int a0, int aRow, int aColumn) {
    int step = step(k);
    int room = (m + height) * step;
    if (left.length < room) {
      left = new float[room];
    }
    for (int l = 0; l < k; l++) {
      int from = a0 + l * aColumn;
      int to = l * height;
      int i = 0;
      if (aRow == 1) {
        i = packWhole(m, height, a, from, to, step);
      }
      for (; i < m; i += height) {
        for (int r = 0; r < Math.min(height, m - i); r++) {
          left[to + i * step + r] = a[from + (i + r) * aRow];
        }
      }
    }
  }

  /// Packs a column in whole vectors while the array reaches that far, each of which overwrites
  /// what the one before copied too much; returns the row at which it stopped.
  private int packWhole(int m, int height, float[] a, int from, int to, int step) {
    int copied = (height + SHORT.length() - 1) / SHORT.length() * SHORT.length();
    int end = Math.min(m, a.length - copied - from + 1);
    int i = 0;
    for (; i < end; i += height) {
      for (int r = 0; r < height; r += SHORT.length()) {
        FloatVector.fromArray(SHORT, a, from + i + r).intoArray(left, to + i * step + r);
      }
    }
    return i;
  }

  /// Packs a right operand. Where a panel has fewer columns than its vectors have lanes, those
  /// overlap as [TileCompiler] says.
  void packRight(int k, int n, float[] b, int b0, int bRow, int bColumn) {
    int room = k * (n + FloatTiles.COLUMNS);
    if (right.length < room) {
      right = new float[room];
    }
    int to = 0;
    for (int j = 0, columns; j < n; j += columns) {
      columns = FloatTiles.columns(n - j);
      int width = FloatTiles.vectors(columns) * L;
      int from = b0 + j * bColumn;
      if (columns < L) {
        pad(k, columns, b, from, bRow, bColumn, to);
      } else if (bColumn == 1) {
        copyPanel(k, columns, width, b, from, bRow, to);
      } else {
        for (int v = 0; v < width; v += L) {
          turn(k, b, from + Math.min(v, columns - L) * bColumn, bRow, bColumn, to + v, width);
        }
      }
      to += k * width;
    }
  }

  /// Fewer columns than lanes, and zeros.
  private void pad(int k, int n, float[] b, int b0, int bRow, int bColumn, int to) {
    for (int l = 0; l < k; l++) {
      for (int j = 0; j < L; j++) {
        right[to + l * L + j] = j < n ? b[b0 + l * bRow + j * bColumn] : 0;
      }
    }
  }

  /// Not by vectors: in the middle of so much else C2 makes objects of them.
  private void copyPanel(int k, int columns, int width, float[] b, int b0, int bRow, int to) {
    int from = b0;
    int at = to;
    for (int l = 0; l < k; l++, from += bRow, at += width) {
      System.arraycopy(b, from, right, at, columns);
      if (columns < width) {
        System.arraycopy(b, from + columns - L, right, at + width - L, L);
      }
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
