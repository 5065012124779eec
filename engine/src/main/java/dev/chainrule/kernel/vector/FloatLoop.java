package dev.chainrule.kernel.vector;

/// A compiled loop over rows and columns of floats.
interface FloatLoop {
  /// Computes one element of `out`, contiguous from `outAt`, from one of each operand; of further
  /// results too.
  ///
  /// @param x the operands, and after them where results but the first go
  /// @param at where each begins
  /// @param rowSteps how far each steps from row to row; the step from column to column, 0 or 1, is
  ///   compiled in
  void run(float[][] x, int[] at, int[] rowSteps, float[] out, int outAt, int rows, int columns);
}
