package dev.chainrule.kernel.vector;

import dev.chainrule.kernel.Strided;
import java.util.ArrayList;
import java.util.List;

/// A product of matrices of which one is a triangle of attention's scores or weights: those of row
/// i and a column after i are nothing that anybody sees. In blocks of a few rows or columns, whole
/// blocks of that are left out.
///
/// The blocks depend on the size alone, not on the machine.
final class HeadProduct {
  /// What is a triangle.
  enum Form {
    FULL,
    LOWER_RESULT,
    LOWER_LEFT,
    UPPER_LEFT
  }

  /// Fewer rows or columns in a block make tiles that are not full.
  private static final int LEAST = 32;

  /// More blocks would save little more, and pack operands more often.
  private static final int MOST_BLOCKS = 8;

  private final List<Block> blocks = new ArrayList<>();

  /// A product and where it begins in each matrix.
  private record Block(FloatMatmul product, int left, int right, int out) {}

  /// out\[m, n\] = a\[m, k\] · b\[k, n\], where the triangle, if there is one, is a square.
  HeadProduct(Form form, int m, int n, int k, Strided a, Strided b, float[] out, int outRow) {
    int aRow = a.strides()[0];
    int aColumn = a.strides()[1];
    int bRow = b.strides()[0];
    int bColumn = b.strides()[1];
    int step = form == Form.FULL ? m : Math.max(LEAST, Math.ceilDiv(m, MOST_BLOCKS));
    for (int from = 0; from < m; from += step) {
      int to = Math.min(m, from + step);
      int size = to - from;
      int row = from * outRow;
      Block block =
          switch (form) {
            case FULL -> new Block(FloatMatmul.of(m, n, k, a, b, out, outRow), 0, 0, 0);
            case LOWER_RESULT ->
                new Block(
                    FloatMatmul.of(m - from, size, k, a, b, out, outRow),
                    from * aRow,
                    from * bColumn,
                    row + from);
            case LOWER_LEFT ->
                new Block(FloatMatmul.of(size, n, to, a, b, out, outRow), from * aRow, 0, row);
            case UPPER_LEFT ->
                new Block(
                    FloatMatmul.of(size, n, k - from, a, b, out, outRow),
                    from * (aRow + aColumn),
                    from * bRow,
                    row);
          };
      blocks.add(block);
    }
  }

  /// The product of the operands that begin at `a` and `b`, into the result from `out`.
  void run(int a, int b, int out) {
    for (Block block : blocks) {
      block.product.run(a + block.left, b + block.right, out + block.out);
    }
  }
}
