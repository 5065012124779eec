package dev.chainrule.kernel.vector;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.Buffer.OfDouble;
import dev.chainrule.array.Buffer.OfFloat;
import dev.chainrule.kernel.Normalization;
import org.jspecify.annotations.Nullable;

/// Chooses the loops for a normalization by the type of its elements; see `Kernels.normalize`.
final class Normalizations {
  private Normalizations() {}

  static boolean run(Normalization how, Buffer x, Buffer weight, Buffer bias, Buffer out) {
    if (out instanceof OfFloat to
        && x instanceof OfFloat in
        && weight instanceof OfFloat w
        && bias instanceof OfFloat b) {
      FloatNormalize.run(how, in.array(), w.array(), b.array(), to.array());
      return true;
    }
    if (out instanceof OfDouble to
        && x instanceof OfDouble in
        && weight instanceof OfDouble w
        && bias instanceof OfDouble b) {
      DoubleNormalize.run(how, in.array(), w.array(), b.array(), to.array());
      return true;
    }
    return false;
  }

  static boolean gradient(
      Normalization how, Buffer x, @Nullable Buffer weight, Buffer g, Buffer out) {
    boolean alike = x.dtype() == out.dtype() && g.dtype() == out.dtype();
    if (!alike || (weight != null && weight.dtype() != out.dtype())) {
      return false;
    }
    switch (out) {
      case OfFloat to -> {
        float[] w = weight == null ? null : ((OfFloat) weight).array();
        FloatNormalize.gradient(how, ((OfFloat) x).array(), w, ((OfFloat) g).array(), to.array());
      }
      case OfDouble to -> {
        double[] w = weight == null ? null : ((OfDouble) weight).array();
        DoubleNormalize.gradient(
            how, ((OfDouble) x).array(), w, ((OfDouble) g).array(), to.array());
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
