package dev.chainrule.kernel.vector;

import dev.chainrule.kernel.Reduction;

/// Folds of floats, by rows or by columns.
final class FloatFolds {
  private FloatFolds() {}

  static boolean has(Reduction reduction) {
    return reduction == Reduction.SUM || reduction == Reduction.MAX || reduction == Reduction.MIN;
  }

  /// Folds each of the matrices that begin at the positions of `kept` by its rows or columns.
  static void run(Reduction reduction, FoldArrangement fold, float[] x, float[] out) {
    int outAt = 0;
    Arrangement kept = fold.kept;
    do {
      int at = kept.at[0];
      for (int i = 0; i < kept.rows; i++, at += kept.rowSteps[0]) {
        if (fold.byColumns) {
          columns(reduction, x, at, fold.count, fold.step, kept.columns, out, outAt);
        } else {
          for (int j = 0; j < kept.columns; j++) {
            out[outAt + j] = row(reduction, x, at + j * fold.columnStep, fold.count);
          }
        }
        outAt += kept.columns;
      }
    } while (kept.advance());
  }

  private static float row(Reduction reduction, float[] x, int at, int count) {
    return switch (reduction) {
      case SUM -> FloatSums.row(x, at, count);
      case MAX -> FloatExtremes.row(1, x, at, count);
      case MIN -> FloatExtremes.row(-1, x, at, count);
      default -> throw new IllegalArgumentException(reduction.name());
    };
  }

  private static void columns(
      Reduction reduction,
      float[] x,
      int at,
      int rows,
      int step,
      int columns,
      float[] out,
      int outAt) {
    switch (reduction) {
      case SUM -> FloatSums.columns(x, at, rows, step, columns, out, outAt);
      case MAX -> FloatExtremes.columns(1, x, at, rows, step, columns, out, outAt);
      case MIN -> FloatExtremes.columns(-1, x, at, rows, step, columns, out, outAt);
      default -> throw new IllegalArgumentException(reduction.name());
    }
  }
}
