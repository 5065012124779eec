package dev.chainrule.kernel.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// A thread's room for the parts of a matrix product that are in work, laid out as [FloatTiles]
/// read them: the left operand tile by tile, column after column; the right one in panels as wide
/// as a tile, row after row.
final class FloatPanels {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final ValueLayout.OfFloat ELEMENT = ValueLayout.JAVA_FLOAT;

  /// For a few elements at a time: a shorter vector crosses fewer cache lines.
  static final VectorSpecies<Float> SHORT =
      L > 8 ? S.withShape(VectorShape.forBitSize(S.vectorBitSize() / 2)) : S;

  /// Most elements of a packed right operand at a time. Its panels pass one after another, so they
  /// may come from the third-level cache; the wider it is, the less often the left operand passes.
  private static final int RIGHT = (1 << 21) / Float.BYTES;

  /// Rows of nothing between packed tiles, so that they do not compete for the same lines of a
  /// cache.
  private static final int SPARE = 16;

  /// Most rows of a packed left operand at a time.
  static final int HEIGHT = 96;

  private static final ThreadLocal<FloatPanels> MINE = ThreadLocal.withInitial(FloatPanels::new);

  float[] left = {};

  /// Not an array: the JVM aligns those to 8 bytes and moves them.
  MemorySegment right = MemorySegment.NULL;

  private float[] narrow = {};

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

  /// How far apart the columns of a packed tile of the left operand are: a power of two is cheap to
  /// multiply with.
  static int pitch(int height) {
    return Integer.highestOneBit(2 * height - 1);
  }

  /// How far apart packed tiles of the left operand are.
  static int step(int height, int k) {
    return (k + SPARE) * pitch(height);
  }

  /// Most columns of a packed right operand of `k` rows at a time.
  static int breadth(int k) {
    return RIGHT / k / FloatTiles.COLUMNS * FloatTiles.COLUMNS;
  }

  /// Packs a left operand for tiles of `height` rows.
  void packLeft(int m, int k, int height, float[] a, int a0, int aRow, int aColumn) {
    int step = step(height, k);
    int room = (m + height - 1) / height * step;
    if (left.length < room) {
      left = new float[room];
    }
    for (int l = 0; l < k; l++) {
      int from = a0 + l * aColumn;
      int to = l * pitch(height);
      int i = 0;
      if (aRow == 1) {
        i = packWhole(m, height, a, from, to, step);
      }
      for (to += i / height * step; i < m; i += height, to += step) {
        for (int r = 0; r < Math.min(height, m - i); r++) {
          left[to + r] = a[from + (i + r) * aRow];
        }
      }
    }
  }

  /// Packs a column in whole vectors while the array reaches that far; returns the row at which it
  /// stopped.
  private int packWhole(int m, int height, float[] a, int from, int to, int step) {
    int copied = (height + SHORT.length() - 1) / SHORT.length() * SHORT.length();
    int end = Math.min(m, a.length - copied - from + 1);
    int i = 0;
    if (copied == SHORT.length()) { // as in most products; a loop within the loop costs a tenth
      for (int at = to; i < end; i += height, at += step) {
        FloatVector.fromArray(SHORT, a, from + i).intoArray(left, at);
      }
      return i;
    }
    for (int at = to; i < end; i += height, at += step) {
      for (int r = 0; r < height; r += SHORT.length()) {
        FloatVector.fromArray(SHORT, a, from + i + r).intoArray(left, at + r);
      }
    }
    return i;
  }

  /// Packs a right operand. Where a panel has fewer columns than its vectors have lanes, those
  /// overlap as [TileCompiler] says.
  void packRight(int k, int n, float[] b, int b0, int bRow, int bColumn) {
    long room = (long) k * (n + FloatTiles.COLUMNS) * Float.BYTES;
    if (right.byteSize() < room) {
      right = Arena.ofAuto().allocate(Math.max(room, 2 * right.byteSize()), S.vectorByteSize());
    }
    if (n < L) {
      pad(k, n, b, b0, bRow, bColumn);
    } else if (bColumn == 1) {
      copyRows(k, n, b, b0, bRow);
    } else {
      int to = 0;
      for (int j = 0, columns; j < n; j += columns) {
        columns = FloatTiles.columns(n - j);
        int width = FloatTiles.vectors(columns) * L;
        for (int v = 0; v < width; v += L) {
          int column = j + Math.min(v, columns - L);
          turn(k, b, b0 + column * bColumn, bRow, bColumn, to + v, width);
        }
        to += k * width;
      }
    }
  }

  /// Fewer columns than lanes, and zeros.
  private void pad(int k, int n, float[] b, int b0, int bRow, int bColumn) {
    for (int l = 0; l < k; l++) {
      for (int j = 0; j < L; j++) {
        float element = j < n ? b[b0 + l * bRow + j * bColumn] : 0;
        right.setAtIndex(ELEMENT, l * L + j, element);
      }
    }
  }

  /// Row by row, as memory is read fastest. Not by vectors: in the middle of so much else C2 makes
  /// objects of them.
  private void copyRows(int k, int n, float[] b, int b0, int bRow) {
    for (int l = 0; l < k; l++) {
      int from = b0 + l * bRow;
      int panel = 0;
      for (int j = 0, columns; j < n; j += columns) {
        columns = FloatTiles.columns(n - j);
        int width = FloatTiles.vectors(columns) * L;
        int to = panel + l * width;
        copy(b, from + j, to, columns);
        if (columns < width) {
          copy(b, from + j + columns - L, to + width - L, L);
        }
        panel += k * width;
      }
    }
  }

  private void copy(float[] b, int from, int to, int count) {
    MemorySegment.copy(b, from, right, ELEMENT, (long) to * Float.BYTES, count);
  }

  /// `L` columns of the right operand whose elements lie below each other, `width` apart row by
  /// row.
  private void turn(int k, float[] b, int b0, int bRow, int bColumn, int to, int width) {
    int l = 0;
    if (bRow == 1) {
      long row = (long) width * Float.BYTES;
      for (int j = 0; j < L; j += FloatTranspose.SIDE) {
        long at = (long) (to + j) * Float.BYTES;
        l = FloatTranspose.run(k, b, b0 + j * bColumn, bColumn, right, at, row);
      }
    }
    for (; l < k; l++) {
      for (int j = 0; j < L; j++) {
        right.setAtIndex(ELEMENT, to + l * width + j, b[b0 + l * bRow + j * bColumn]);
      }
    }
  }
}
