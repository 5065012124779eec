package dev.chainrule.kernel.vector;

import static dev.chainrule.kernel.vector.FloatLanes.LENGTH;

import jdk.incubator.vector.FloatVector;

/// Largest and smallest elements; NaN where there is one. The smallest is the largest of the
/// negated elements, so every function takes the `sign` to look with: 1 or −1.
final class FloatExtremes {
  private FloatExtremes() {}

  /// Of `count` neighbouring elements.
  static float row(float sign, float[] x, int at, int count) {
    float best = Float.NEGATIVE_INFINITY;
    int i = 0;
    if (count >= LENGTH) {
      FloatVector signs = FloatLanes.constant(sign);
      FloatVector a = FloatLanes.load(x, at).mul(signs);
      FloatVector b = a;
      for (; i <= count - 2 * LENGTH; i += 2 * LENGTH) {
        a = a.max(FloatLanes.load(x, at + i).mul(signs));
        b = b.max(FloatLanes.load(x, at + i + LENGTH).mul(signs));
      }
      // The last vectors overlap what was seen, which changes nothing.
      a = a.max(FloatLanes.load(x, at + Math.max(0, count - 2 * LENGTH)).mul(signs));
      b = b.max(FloatLanes.load(x, at + count - LENGTH).mul(signs));
      float[] lanes = new float[LENGTH];
      a.max(b).intoArray(lanes, 0);
      for (float lane : lanes) {
        best = Math.max(best, lane);
      }
    } else {
      for (; i < count; i++) {
        best = Math.max(best, x[at + i] * sign);
      }
    }
    return best * sign;
  }

  /// Of each column of a matrix whose rows begin `step` apart.
  static void columns(
      float sign, float[] x, int at, int rows, int step, int columns, float[] out, int outAt) {
    int j = 0;
    for (; j < columns && columns >= LENGTH; j += LENGTH) {
      int column = Math.min(j, columns - LENGTH);
      FloatVector signs = FloatLanes.constant(sign);
      FloatVector best = FloatLanes.constant(Float.NEGATIVE_INFINITY);
      for (int i = 0, p = at + column; i < rows; i++, p += step) {
        best = best.max(FloatLanes.load(x, p).mul(signs));
      }
      best.mul(signs).intoArray(out, outAt + column);
    }
    for (; j < columns; j++) {
      float best = Float.NEGATIVE_INFINITY;
      for (int i = 0, p = at + j; i < rows; i++, p += step) {
        best = Math.max(best, x[p] * sign);
      }
      out[outAt + j] = best * sign;
    }
  }
}
