package dev.chainrule.kernel.vector;

/// Kernels over rows of floats, one after another from `offset`.
interface RowKernels {
  /// y = eˣ / Σ eˣ.
  void softmax(float[] x, int offset, int rows, int size, float[] out);

  /// The same of a matrix of scores whose row i sees columns 0 to i; the others count for nothing
  /// and are overwritten.
  void causalSoftmax(float[] x, int rows, int size, float[] out);

  /// y = x − log Σ eˣ.
  void logSoftmax(float[] x, int offset, int rows, int size, float[] out);

  /// The mean over rows of log Σ eˣ − x\[target\].
  double crossEntropy(float[] x, int offset, int rows, int size, long[] targets, int targetsOffset);
}
