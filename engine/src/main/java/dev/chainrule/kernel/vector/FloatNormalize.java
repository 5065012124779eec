package dev.chainrule.kernel.vector;

import static dev.chainrule.kernel.vector.FloatLanes.LENGTH;

import dev.chainrule.kernel.Normalization;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Layer norm and batch norm of a matrix, and their gradients. A matrix with fewer columns than a
/// vector has lanes, whose columns are normalized, gets columns of zeros first.
final class FloatNormalize {
  private FloatNormalize() {}

  static void run(
      Workers workers, Normalization how, float[] x, float[] weight, float[] bias, float[] out) {
    if (!how.byColumns()) {
      FloatNormalizeRows.run(workers, how, x, weight, bias, out);
    } else if (how.size() >= LENGTH) {
      new FloatNormalizeColumns(how, x).run(weight, bias, out);
    } else {
      float[] wide = new float[how.rows() * LENGTH];
      widened(how, x).run(Arrays.copyOf(weight, LENGTH), Arrays.copyOf(bias, LENGTH), wide);
      copyRows(how.rows(), wide, LENGTH, out, how.size());
    }
  }

  /// What the gradient `g` of the result of [#run] contributes to x, weight and bias: to those that
  /// are wanted.
  static void gradients(
      Workers workers,
      Normalization how,
      float[] x,
      float @Nullable [] weight,
      float[] g,
      float @Nullable [] outX,
      float @Nullable [] outWeight,
      float @Nullable [] outBias) {
    if (!how.byColumns()) {
      FloatNormalizeRows.gradients(workers, how, x, weight, g, outX, outWeight, outBias);
    } else if (how.size() >= LENGTH) {
      new FloatNormalizeColumns(how, x).gradients(weight, g, outX, outWeight, outBias);
    } else {
      float[] allWeights = weight == null ? null : Arrays.copyOf(weight, LENGTH);
      float[] wideX = new float[how.rows() * LENGTH];
      float[] wideWeight = new float[LENGTH];
      float[] wideBias = new float[LENGTH];
      float[] wideG = widen(how, g);
      widened(how, x).gradients(allWeights, wideG, wideX, wideWeight, wideBias);
      copyRows(how.rows(), wideX, LENGTH, outX, how.size());
      copyRows(1, wideWeight, LENGTH, outWeight, how.size());
      copyRows(1, wideBias, LENGTH, outBias, how.size());
    }
  }

  private static FloatNormalizeColumns widened(Normalization how, float[] x) {
    Normalization wide = new Normalization(how.rows(), LENGTH, true, how.eps(), how.correction());
    return new FloatNormalizeColumns(wide, widen(how, x));
  }

  private static float[] widen(Normalization how, float[] matrix) {
    float[] wide = new float[how.rows() * LENGTH];
    copyRows(how.rows(), matrix, how.size(), wide, LENGTH);
    return wide;
  }

  /// Copies what fits of each row, unless nobody wants it.
  private static void copyRows(
      int rows, float[] from, int fromStep, float @Nullable [] to, int toStep) {
    for (int i = 0; i < rows && to != null; i++) {
      System.arraycopy(from, i * fromStep, to, i * toStep, Math.min(fromStep, toStep));
    }
  }
}
