package dev.chainrule.kernel.vector;

import dev.chainrule.kernel.Reduction;

/// Folds of floats, by rows or by columns; threads share the results.
final class FloatFolds {
  /// Folds of fewer elements are not worth a second thread.
  private static final int WORTH_THREADS = 1 << 16;

  /// Threads share results in pieces of this size.
  private static final int PIECE = 16;

  private FloatFolds() {}

  static boolean has(Reduction reduction) {
    return reduction == Reduction.SUM || reduction == Reduction.MAX || reduction == Reduction.MIN;
  }

  /// Folds each of the matrices that begin at the positions of `kept` by its rows or columns.
  static void run(
      Workers workers, Reduction reduction, FoldArrangement fold, float[] x, float[] out) {
    int outAt = 0;
    Arrangement kept = fold.kept;
    do {
      int at = kept.at[0];
      for (int i = 0; i < kept.rows; i++, at += kept.rowSteps[0]) {
        if (fold.byColumns) {
          columns(workers, reduction, x, at, fold.count, fold.step, kept.columns, out, outAt);
        } else {
          rows(workers, reduction, x, at, fold, out, outAt);
        }
        outAt += kept.columns;
      }
    } while (kept.advance());
  }

  /// Folds `fold.count` elements into each of some neighbouring results.
  private static void rows(
      Workers workers,
      Reduction reduction,
      float[] x,
      int at,
      FoldArrangement fold,
      float[] out,
      int outAt) {
    Workers.Part some =
        (from, to) -> {
          for (int j = from; j < to; j++) {
            out[outAt + j] = row(reduction, x, at + j * fold.columnStep, fold.count);
          }
        };
    int results = fold.kept.columns;
    workers.share((long) results * fold.count, WORTH_THREADS, results, PIECE, some);
  }

  /// Folds the rows of a matrix, which begin `step` apart, into one: a result for each column.
  static void columns(
      Workers workers,
      Reduction reduction,
      float[] x,
      int at,
      int rows,
      int step,
      int columns,
      float[] out,
      int outAt) {
    Workers.Part some =
        (from, to) -> columns(reduction, x, at + from, rows, step, to - from, out, outAt + from);
    workers.share((long) rows * columns, WORTH_THREADS, columns, PIECE, some);
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
