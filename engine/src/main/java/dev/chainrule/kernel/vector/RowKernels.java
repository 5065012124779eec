package dev.chainrule.kernel.vector;

/// Kernels over rows of floats, one after another from `offset`; results begin at `to`.
interface RowKernels {
  /// y = eˣ / Σ eˣ.
  void softmax(float[] x, int offset, int rows, int size, float[] out, int to);

  /// The same of a matrix of scores at 0 whose row i sees columns 0 to i; the others count for
  /// nothing and are overwritten.
  void causalSoftmax(float[] x, int rows, int size, float[] out, int to);

  /// y = x − log Σ eˣ.
  void logSoftmax(float[] x, int offset, int rows, int size, float[] out);

  /// The mean over rows of log Σ eˣ − x\[target\].
  double crossEntropy(float[] x, int offset, int rows, int size, long[] targets, int targetsOffset);
}
