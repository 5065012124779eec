package dev.chainrule.kernel.vector;

import static dev.chainrule.kernel.vector.FloatLanes.LENGTH;

import dev.chainrule.kernel.Normalization;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Layer norm and batch norm of a matrix, and their gradients. A matrix with fewer columns than a
/// vector has lanes, whose columns are normalized, gets columns of zeros first.
final class FloatNormalize {
  private FloatNormalize() {}

  static void run(Normalization how, float[] x, float[] weight, float[] bias, float[] out) {
    if (!how.byColumns()) {
      FloatNormalizeRows.run(how, x, weight, bias, out);
    } else if (how.size() >= LENGTH) {
      FloatNormalizeColumns.run(how, x, weight, bias, out);
    } else {
      float[] wide = new float[how.rows() * LENGTH];
      FloatNormalizeColumns.run(
          wide(how),
          widened(x, how),
          Arrays.copyOf(weight, LENGTH),
          Arrays.copyOf(bias, LENGTH),
          wide);
      narrow(wide, how, out);
    }
  }

  /// What the gradient `g` of the result of [#run] contributes to x, weight and bias: to those that
  /// are wanted.
  static void gradients(
      Normalization how,
      float[] x,
      float @Nullable [] weight,
      float[] g,
      float @Nullable [] outX,
      float @Nullable [] outWeight,
      float @Nullable [] outBias) {
    if (!how.byColumns()) {
      FloatNormalizeRows.gradients(how, x, weight, g, outX, outWeight);
    } else if (how.size() >= LENGTH) {
      FloatNormalizeColumns.gradients(how, x, weight, g, outX, outWeight);
    } else {
      wideGradients(how, x, weight, g, outX, outWeight);
    }
    if (outBias != null) {
      FloatSums.columns(g, 0, how.rows(), how.size(), how.size(), outBias, 0);
    }
  }

  private static void wideGradients(
      Normalization how,
      float[] x,
      float @Nullable [] weight,
      float[] g,
      float @Nullable [] outX,
      float @Nullable [] outWeight) {
    float[] allWeights = weight == null ? null : Arrays.copyOf(weight, LENGTH);
    float[] wideX = outX == null ? null : new float[how.rows() * LENGTH];
    float[] wideWeight = outWeight == null ? null : new float[LENGTH];
    FloatNormalizeColumns.gradients(
        wide(how), widened(x, how), allWeights, widened(g, how), wideX, wideWeight);
    if (wideX != null && outX != null) {
      narrow(wideX, how, outX);
    }
    if (wideWeight != null && outWeight != null) {
      System.arraycopy(wideWeight, 0, outWeight, 0, how.size());
    }
  }

  private static Normalization wide(Normalization how) {
    return new Normalization(how.rows(), LENGTH, true, how.eps(), how.correction());
  }

  private static float[] widened(float[] matrix, Normalization how) {
    float[] wide = new float[how.rows() * LENGTH];
    for (int i = 0; i < how.rows(); i++) {
      System.arraycopy(matrix, i * how.size(), wide, i * LENGTH, how.size());
    }
    return wide;
  }

  private static void narrow(float[] wide, Normalization how, float[] out) {
    for (int i = 0; i < how.rows(); i++) {
      System.arraycopy(wide, i * LENGTH, out, i * how.size(), how.size());
    }
  }
}
