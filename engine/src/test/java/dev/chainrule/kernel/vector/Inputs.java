package dev.chainrule.kernel.vector;

import java.util.Arrays;

/// Floats to try functions with: the whole range evenly in its bits, and neighbours of the points
/// where the functions change their method.
final class Inputs {
  private static final float[] TURNS = {
    0,
    Float.MIN_NORMAL,
    1,
    2,
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NaN,
    // exp: underflow, overflow, the first subnormal result, the halves of ln 2
    104,
    103.97208f,
    89,
    88.72284f,
    87.33655f,
    0.3465736f,
    1.0397208f,
    // tanh: where n becomes 1, where 1 is reached
    0.25f,
    9.1f,
    9.010913f,
    // sigmoid and silu: the scaled divisor, the ends
    80,
    44.7f,
    110,
    16.63f,
    17.33f,
    // log: 2/3 and 4/3; softplus: log 1/3
    0.6666667f,
    1.3333334f,
    1.0986123f,
    // erf and the forms of GELU, and where the derivative of GELU is farthest off
    3.95f,
    3.8325f,
    14.45f,
    0.048765562f,
    4.3667844e-4f,
    10.9f,
    10.1f,
    // sine and cosine: quarter turns, the smallest, the largest
    0.7853982f,
    1.5707964f,
    3.1415927f,
    102941.52f,
    0x1p-12f,
    0x1p17f
  };

  private Inputs() {}

  /// Every `step`-th float by its bits, and `around` floats on each side of the turning points.
  static float[] all(int step, int around) {
    int even = (int) ((1L << 32) / step) + 1;
    float[] inputs = new float[even + TURNS.length * 2 * (2 * around + 1)];
    int count = 0;
    for (int i = 0; i < even; i++) {
      inputs[count++] = Float.intBitsToFloat((int) ((long) i * step));
    }
    for (float turn : TURNS) {
      int bits = Float.floatToRawIntBits(turn);
      for (int k = -around; k <= around; k++) {
        inputs[count++] = Float.intBitsToFloat(bits + k);
        inputs[count++] = Float.intBitsToFloat((bits + k) ^ Integer.MIN_VALUE);
      }
    }
    return Arrays.copyOf(inputs, count);
  }
}
