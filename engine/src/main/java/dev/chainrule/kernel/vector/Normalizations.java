package dev.chainrule.kernel.vector;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.Buffer.OfDouble;
import dev.chainrule.array.Buffer.OfFloat;
import dev.chainrule.kernel.Normalization;
import org.jspecify.annotations.Nullable;

/// Chooses the loops for a normalization by the type of its elements; see `Kernels.normalize`.
final class Normalizations {
  private Normalizations() {}

  static boolean run(
      Workers workers, Normalization how, Buffer x, Buffer weight, Buffer bias, Buffer out) {
    if (out instanceof OfFloat to
        && x instanceof OfFloat in
        && weight instanceof OfFloat w
        && bias instanceof OfFloat b) {
      FloatNormalize.run(workers, how, in.array(), w.array(), b.array(), to.array());
      return true;
    }
    if (out instanceof OfDouble to
        && x instanceof OfDouble in
        && weight instanceof OfDouble w
        && bias instanceof OfDouble b) {
      DoubleNormalize.run(workers, how, in.array(), w.array(), b.array(), to.array());
      return true;
    }
    return false;
  }

  static boolean gradients(
      Workers workers,
      Normalization how,
      Buffer x,
      @Nullable Buffer weight,
      Buffer g,
      @Nullable Buffer outX,
      @Nullable Buffer outWeight,
      @Nullable Buffer outBias) {
    for (Buffer other : new @Nullable Buffer[] {weight, g, outX, outWeight, outBias}) {
      if (other != null && other.dtype() != x.dtype()) {
        return false;
      }
    }
    if (x instanceof OfFloat in && g instanceof OfFloat gradient) {
      FloatNormalize.gradients(
          workers,
          how,
          in.array(),
          floats(weight),
          gradient.array(),
          floats(outX),
          floats(outWeight),
          floats(outBias));
      return true;
    }
    if (x instanceof OfDouble in && g instanceof OfDouble gradient) {
      DoubleNormalize.gradients(
          workers,
          how,
          in.array(),
          doubles(weight),
          gradient.array(),
          doubles(outX),
          doubles(outWeight),
          doubles(outBias));
      return true;
    }
    return false;
  }

  private static float @Nullable [] floats(@Nullable Buffer buffer) {
    return buffer instanceof OfFloat floats ? floats.array() : null;
  }

  private static double @Nullable [] doubles(@Nullable Buffer buffer) {
    return buffer instanceof OfDouble doubles ? doubles.array() : null;
  }
}
