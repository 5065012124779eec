package dev.chainrule.kernel.vector;

import static dev.chainrule.kernel.vector.FloatLanes.LENGTH;

import jdk.incubator.vector.FloatVector;

/// The derivative of the softmax of rows, of which a few are worked on together ([NearRows]).
final class FloatSoftmaxGradient {
  private FloatSoftmaxGradient() {}

  /// out = y·(g − Σ g·y) for each of `rows` rows of `size` elements, with the bits of these steps.
  /// Those of y begin at `y0`.
  static void run(float[] y, int y0, float[] g, int rows, int size, float[] out) {
    int together = NearRows.together(rows, size);
    float[] sums = new float[together];
    for (int row = 0; row < rows; row += together) {
      int count = Math.min(together, rows - row);
      products(y, y0, g, row * size, (row + count) * size, out);
      for (int i = 0; i < count; i++) {
        sums[i] = FloatSums.row(out, (row + i) * size, size);
      }
      for (int i = 0; i < count; i++) {
        combine(y, y0, g, (row + i) * size, size, sums[i], out);
      }
    }
  }

  /// out = g·y from `at` to `end`.
  private static void products(float[] y, int y0, float[] g, int at, int end, float[] out) {
    int j = at;
    for (; j <= end - LENGTH; j += LENGTH) {
      FloatLanes.load(g, j).mul(FloatLanes.load(y, y0 + j)).intoArray(out, j);
    }
    for (; j < end; j++) {
      out[j] = g[j] * y[y0 + j];
    }
  }

  private static void combine(
      float[] y, int y0, float[] g, int at, int size, float sum, float[] out) {
    FloatVector sums = FloatLanes.constant(sum);
    int j = at;
    for (; j <= at + size - LENGTH; j += LENGTH) {
      FloatLanes.load(y, y0 + j).mul(FloatLanes.load(g, j).sub(sums)).intoArray(out, j);
    }
    for (; j < at + size; j++) {
      out[j] = y[y0 + j] * (g[j] - sum);
    }
  }
}
