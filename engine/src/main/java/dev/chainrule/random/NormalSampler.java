package dev.chainrule.random;

import java.util.OptionalDouble;

/// Normal numbers by the polar form of Box and Muller ("A note on the generation of random normal
/// deviates", Annals of Mathematical Statistics 29, 1958), in the two orders in which PyTorch draws
/// them on a CPU.
///
/// - Fewer than 16 numbers are drawn one after the other in float64, whatever the result's dtype.
///   Each pair of uniforms gives two normals, and the second waits here for the next call.
/// - From 16 on the whole array is filled with uniforms of its own dtype, which are turned into
///   normals in blocks of 16: number j of a block and number j + 8 are a pair. If the size is no
///   multiple of 16, the last 16 places are drawn anew and overwritten.
///
/// `StrictMath` gives the same bits on every machine; PyTorch's own logarithm and cosine differ
/// from it in the last digits.
public final class NormalSampler {

  private static final int BLOCK = 16;
  private static final int HALF = BLOCK / 2;
  private static final float FLOAT_TWO_PI = (float) (2 * Math.PI);

  private OptionalDouble waiting = OptionalDouble.empty();

  /// A sampler with no number waiting.
  public NormalSampler() {}

  /// The second half of a pair, if one waits for the next scalar draw.
  public OptionalDouble waiting() {
    return waiting;
  }

  /// Replaces the number that waits; an empty value forgets it, as seeding does.
  public void setWaiting(OptionalDouble waiting) {
    this.waiting = waiting;
  }

  /// Fills an array with standard normal float32 numbers.
  public void fill(float[] out, MersenneTwister source) {
    if (out.length < BLOCK) {
      for (int i = 0; i < out.length; i++) {
        out[i] = (float) next(source);
      }
      return;
    }
    Uniform.fill(out, 0, source);
    for (int start = 0; start + BLOCK <= out.length; start += BLOCK) {
      transform(out, start);
    }
    if (out.length % BLOCK != 0) {
      Uniform.fill(out, out.length - BLOCK, source);
      transform(out, out.length - BLOCK);
    }
  }

  /// Fills an array with standard normal float64 numbers.
  public void fill(double[] out, MersenneTwister source) {
    if (out.length < BLOCK) {
      for (int i = 0; i < out.length; i++) {
        out[i] = next(source);
      }
      return;
    }
    Uniform.fill(out, 0, source);
    for (int start = 0; start + BLOCK <= out.length; start += BLOCK) {
      transform(out, start);
    }
    if (out.length % BLOCK != 0) {
      Uniform.fill(out, out.length - BLOCK, source);
      transform(out, out.length - BLOCK);
    }
  }

  private double next(MersenneTwister source) {
    if (waiting.isPresent()) {
      double kept = waiting.getAsDouble();
      waiting = OptionalDouble.empty();
      return kept;
    }
    double angle = 2 * Math.PI * Uniform.nextDouble(source);
    double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-Uniform.nextDouble(source)));
    waiting = OptionalDouble.of(radius * StrictMath.sin(angle));
    return radius * StrictMath.cos(angle);
  }

  /// Angles are rounded to float32 as PyTorch rounds them: at a radius of 5 that rounding is worth
  /// more than the tolerance of 2e-6.
  private static void transform(float[] data, int start) {
    for (int j = start; j < start + HALF; j++) {
      float radius = (float) StrictMath.sqrt(-2 * StrictMath.log(1f - data[j]));
      float angle = FLOAT_TWO_PI * data[j + HALF];
      data[j] = (float) (radius * StrictMath.cos(angle));
      data[j + HALF] = (float) (radius * StrictMath.sin(angle));
    }
  }

  private static void transform(double[] data, int start) {
    for (int j = start; j < start + HALF; j++) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - data[j]));
      double angle = 2 * Math.PI * data[j + HALF];
      data[j] = radius * StrictMath.cos(angle);
      data[j + HALF] = radius * StrictMath.sin(angle);
    }
  }
}
