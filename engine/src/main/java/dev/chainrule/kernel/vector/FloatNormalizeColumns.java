package dev.chainrule.kernel.vector;

import static dev.chainrule.kernel.vector.FloatLanes.LENGTH;
import static dev.chainrule.kernel.vector.FloatSums.COLUMN_RUN;

import dev.chainrule.kernel.Normalization;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/// Batch norm: each column of a matrix becomes (x − mean)·scale·weight + bias with scale =
/// 1/√(variance + eps); and its gradients.
///
/// As many columns as a vector has lanes are summed at a time, in the order of [FloatSums#columns];
/// the last ones overlap those before. Each step is rounded as the operations round it that this
/// stands for, so the bits are theirs. A matrix must have at least as many columns as a vector has
/// lanes; [FloatNormalize] sees to it.
@SuppressWarnings("cast") // from double, which is no cast in the class derived from this one
final class FloatNormalizeColumns {
  private final float[] x;
  private final int rows;
  private final int size;
  private final int correction;
  private final float[] mean;
  private final float[] scale;

  FloatNormalizeColumns(Normalization how, float[] x) {
    this.x = x;
    rows = how.rows();
    size = how.size();
    correction = how.correction();
    mean = new float[size];
    scale = new float[size];
    FloatSums.columns(x, 0, rows, size, size, mean, 0);
    divide(mean, rows);
    squares();
    int divisor = Math.max(0, rows - correction);
    for (int j = 0; j < size; j++) {
      scale[j] = 1 / (float) Math.sqrt(scale[j] / divisor + (float) how.eps());
    }
  }

  private static void divide(float[] sums, int divisor) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] /= divisor;
    }
  }

  /// The next columns to compute after those at `j`, the last overlapping; `size` after the last.
  private int next(int j) {
    return j == size - LENGTH ? size : Math.min(j + LENGTH, size - LENGTH);
  }

  /// Σ (x − mean)² of each column, into `scale`.
  private void squares() {
    double[] totals = new double[size];
    for (int row = 0; row < rows; row += COLUMN_RUN) {
      int end = Math.min(row + COLUMN_RUN, rows) * size;
      for (int j = 0; j < size; j = next(j)) {
        FloatVector means = FloatLanes.load(mean, j);
        FloatVector sum = FloatLanes.constant(0);
        for (int at = row * size + j; at < end; at += size) {
          FloatVector deviation = FloatLanes.load(x, at).sub(means);
          sum = sum.add(deviation.mul(deviation));
        }
        sum.intoArray(scale, j);
      }
      FloatSums.add(scale, 0, totals);
    }
    FloatSums.round(totals, scale, 0);
  }

  private FloatVector normalized(int at, int j) {
    FloatVector centred = FloatLanes.load(x, at + j).sub(FloatLanes.load(mean, j));
    return centred.mul(FloatLanes.load(scale, j));
  }

  void run(float[] weight, float[] bias, float[] out) {
    for (int at = 0; at < rows * size; at += size) {
      for (int j = 0; j < size; j = next(j)) {
        FloatVector weighted = normalized(at, j).mul(FloatLanes.load(weight, j));
        weighted.add(FloatLanes.load(bias, j)).intoArray(out, at + j);
      }
    }
  }

  /// What the gradient `g` of the result contributes to x, weight and bias: to those that are
  /// wanted. The last two are sums of the same products with a weight of 1.
  void gradients(
      float @Nullable [] weight,
      float[] g,
      float @Nullable [] outX,
      float @Nullable [] outWeight,
      float @Nullable [] outBias) {
    if (weight != null && outX != null) {
      gradient(weight, g, outX);
    }
    if (outWeight != null || outBias != null) {
      float[] ones = new float[size];
      Arrays.fill(ones, 1);
      float[] unwanted = new float[size];
      products(
          ones, g, outBias == null ? unwanted : outBias, outWeight == null ? unwanted : outWeight);
    }
  }

  private void gradient(float[] weight, float[] g, float[] out) {
    float[] mean1 = new float[size];
    float[] mean2 = new float[size];
    products(weight, g, mean1, mean2);
    divide(mean1, rows);
    divide(mean2, rows - correction);
    for (int at = 0; at < rows * size; at += size) {
      for (int j = 0; j < size; j = next(j)) {
        FloatVector along = normalized(at, j).mul(FloatLanes.load(mean2, j));
        FloatVector weighted = FloatLanes.load(g, at + j).mul(FloatLanes.load(weight, j));
        FloatVector centred = weighted.sub(FloatLanes.load(mean1, j));
        FloatLanes.load(scale, j).mul(centred.sub(along)).intoArray(out, at + j);
      }
    }
  }

  /// Σ g·w and Σ g·w·x̂ of each column.
  private void products(float[] weight, float[] g, float[] gradient, float[] along) {
    double[] gradientTotals = new double[size];
    double[] alongTotals = new double[size];
    for (int row = 0; row < rows; row += COLUMN_RUN) {
      int end = Math.min(row + COLUMN_RUN, rows) * size;
      for (int j = 0; j < size; j = next(j)) {
        FloatVector means = FloatLanes.load(mean, j);
        FloatVector scales = FloatLanes.load(scale, j);
        FloatVector weights = FloatLanes.load(weight, j);
        FloatVector a = FloatLanes.constant(0);
        FloatVector b = a;
        for (int at = row * size + j; at < end; at += size) {
          FloatVector weighted = FloatLanes.load(g, at).mul(weights);
          a = a.add(weighted);
          b = b.add(weighted.mul(FloatLanes.load(x, at).sub(means).mul(scales)));
        }
        a.intoArray(gradient, j);
        b.intoArray(along, j);
      }
      FloatSums.add(gradient, 0, gradientTotals);
      FloatSums.add(along, 0, alongTotals);
    }
    FloatSums.round(gradientTotals, gradient, 0);
    FloatSums.round(alongTotals, along, 0);
  }
}
