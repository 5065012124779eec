package dev.chainrule.random;

/// Uniform numbers in [0, 1) as PyTorch makes them on a CPU: the lowest bits of a draw, as many as
/// the type has digits, over the power of two of that many bits.
public final class Uniform {

  private static final int FLOAT_DIGITS = 24;
  private static final int DOUBLE_DIGITS = 53;

  private Uniform() {}

  /// One float32 from the low 24 bits of one 32-bit draw.
  public static float nextFloat(MersenneTwister source) {
    return (source.nextInt32() & ((1 << FLOAT_DIGITS) - 1)) * 0x1p-24f;
  }

  /// One float64 from the low 53 bits of two joined 32-bit draws.
  public static double nextDouble(MersenneTwister source) {
    return (source.nextInt64() & ((1L << DOUBLE_DIGITS) - 1)) * 0x1p-53;
  }

  /// Fills an array from `start` to its end.
  public static void fill(float[] out, int start, MersenneTwister source) {
    for (int i = start; i < out.length; i++) {
      out[i] = nextFloat(source);
    }
  }

  /// Fills an array from `start` to its end.
  public static void fill(double[] out, int start, MersenneTwister source) {
    for (int i = start; i < out.length; i++) {
      out[i] = nextDouble(source);
    }
  }
}
