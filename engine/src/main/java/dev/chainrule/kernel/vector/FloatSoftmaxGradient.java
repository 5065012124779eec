package dev.chainrule.kernel.vector;

import static dev.chainrule.kernel.vector.FloatLanes.LENGTH;

import jdk.incubator.vector.FloatVector;

/// The derivative of the softmax of rows, of which a few are worked on together ([NearRows]).
final class FloatSoftmaxGradient {
  private FloatSoftmaxGradient() {}

  /// out = y·(g − Σ g·y) for each of `rows` rows of `size` elements, with the bits of these steps.
  static void run(float[] y, float[] g, int rows, int size, float[] out) {
    int together = NearRows.together(rows, size);
    float[] sums = new float[together];
    for (int row = 0; row < rows; row += together) {
      int count = Math.min(together, rows - row);
      products(y, g, row * size, (row + count) * size, out);
      for (int i = 0; i < count; i++) {
        sums[i] = FloatSums.row(out, (row + i) * size, size);
      }
      for (int i = 0; i < count; i++) {
        combine(y, g, (row + i) * size, size, sums[i], out);
      }
    }
  }

  /// out = g·y from `at` to `end`.
  private static void products(float[] y, float[] g, int at, int end, float[] out) {
    int j = at;
    for (; j <= end - LENGTH; j += LENGTH) {
      FloatLanes.load(g, j).mul(FloatLanes.load(y, j)).intoArray(out, j);
    }
    for (; j < end; j++) {
      out[j] = g[j] * y[j];
    }
  }

  private static void combine(float[] y, float[] g, int at, int size, float sum, float[] out) {
    FloatVector sums = FloatLanes.constant(sum);
    int j = at;
    for (; j <= at + size - LENGTH; j += LENGTH) {
      FloatLanes.load(y, j).mul(FloatLanes.load(g, j).sub(sums)).intoArray(out, j);
    }
    for (; j < at + size; j++) {
      out[j] = y[j] * (g[j] - sum);
    }
  }
}
