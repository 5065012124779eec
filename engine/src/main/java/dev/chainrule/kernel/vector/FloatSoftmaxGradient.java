package dev.chainrule.kernel.vector;

/// The derivative of the softmax of rows, a row at a time while it is in the nearest cache.
final class FloatSoftmaxGradient {
  private FloatSoftmaxGradient() {}

  /// out = y·(g − Σ g·y) for each of `rows` rows of `size` elements, with the bits of these steps.
  static void run(float[] y, float[] g, int rows, int size, float[] out) {
    for (int at = 0; at < rows * size; at += size) {
      for (int j = at; j < at + size; j++) {
        out[j] = g[j] * y[j];
      }
      float sum = FloatSums.row(out, at, size);
      for (int j = at; j < at + size; j++) {
        out[j] = y[j] * (g[j] - sum);
      }
    }
  }
}
