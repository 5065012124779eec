package dev.chainrule.kernel.vector;

import static dev.chainrule.kernel.vector.FloatLanes.LENGTH;

import dev.chainrule.kernel.Normalization;
import dev.chainrule.kernel.Reduction;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/// Layer norm: each row of a matrix becomes (x − mean)·scale·weight + bias, where scale is
/// 1/√(variance + eps); and its gradients.
///
/// A few rows are worked on together ([NearRows]), and threads share the rows. Each step is rounded
/// as the operations round it that this stands for, so the bits are theirs.
@SuppressWarnings("cast") // from double, which is no cast in the class derived from this one
final class FloatNormalizeRows {
  /// Matrices of fewer elements are not worth a second thread.
  private static final int WORTH_THREADS = 1 << 15;

  private final float[] x;
  private final int size;
  private final float eps;
  private final int correction;
  private final FloatRowSums sums;

  /// How many rows are worked on together, and the mean and the scale of each.
  private final int together;

  private final float[] means;
  private final float[] scales;

  private FloatNormalizeRows(Normalization how, float[] x) {
    this.x = x;
    size = how.size();
    eps = (float) how.eps();
    correction = how.correction();
    sums = new FloatRowSums(size);
    together = NearRows.together(how.rows(), size);
    means = new float[together];
    scales = new float[together];
  }

  static void run(
      Workers workers, Normalization how, float[] x, float[] weight, float[] bias, float[] out) {
    share(
        workers,
        how,
        (from, to) -> new FloatNormalizeRows(how, x).run(from, to, weight, bias, out));
  }

  private static void share(Workers workers, Normalization how, Workers.Part part) {
    long work = (long) how.rows() * how.size();
    workers.share(work, WORTH_THREADS, how.rows(), FloatSums.COLUMN_RUN, part);
  }

  private void run(int from, int to, float[] weight, float[] bias, float[] out) {
    for (int row = from; row < to; row += together) {
      int count = Math.min(together, to - row);
      measure(row, count);
      for (int i = 0; i < count; i++) {
        normalize((row + i) * size, i, weight, bias, out);
      }
    }
  }

  /// Finds the means and scales of `count` rows from `row` on.
  private void measure(int row, int count) {
    for (int i = 0; i < count; i++) {
      means[i] = FloatSums.row(x, (row + i) * size, size) / size;
    }
    for (int i = 0; i < count; i++) {
      float variance = sums.squares(x, (row + i) * size, means[i]) / Math.max(0, size - correction);
      scales[i] = 1 / (float) Math.sqrt(variance + eps);
    }
  }

  private void normalize(int at, int i, float[] weight, float[] bias, float[] out) {
    float mean = means[i];
    float scale = scales[i];
    FloatVector allMean = FloatLanes.constant(mean);
    FloatVector allScale = FloatLanes.constant(scale);
    int j = 0;
    for (; j <= size - LENGTH; j += LENGTH) {
      FloatVector normalized = FloatLanes.load(x, at + j).sub(allMean).mul(allScale);
      FloatVector weighted = normalized.mul(FloatLanes.load(weight, j));
      weighted.add(FloatLanes.load(bias, j)).intoArray(out, at + j);
    }
    for (; j < size; j++) {
      out[at + j] = (x[at + j] - mean) * scale * weight[j] + bias[j];
    }
  }

  /// What the gradient `g` of the result contributes to x, weight and bias: to those that are
  /// wanted. What `weight` is given is summed as a matrix of its own would be, a run of rows at a
  /// time.
  static void gradients(
      Workers workers,
      Normalization how,
      float[] x,
      float @Nullable [] weight,
      float[] g,
      float @Nullable [] outX,
      float @Nullable [] outWeight,
      float @Nullable [] outBias) {
    int rows = how.rows();
    int size = how.size();
    if (outX != null || outWeight != null) {
      int runs = outWeight == null ? 0 : Math.ceilDiv(rows, FloatSums.COLUMN_RUN);
      float[] sums = new float[runs * size];
      share(
          workers,
          how,
          (from, to) -> {
            FloatNormalizeRows some = new FloatNormalizeRows(how, x);
            some.gradients(from, to, weight, g, outX, outWeight == null ? null : sums);
          });
      if (outWeight != null) {
        double[] totals = new double[size];
        for (int run = 0; run < runs; run++) {
          FloatSums.add(sums, run * size, totals);
        }
        FloatSums.round(totals, outWeight, 0);
      }
    }
    if (outBias != null) {
      FloatFolds.columns(workers, Reduction.SUM, g, 0, rows, size, size, outBias, 0);
    }
  }

  /// Some rows of the gradient, and the sums of each run of them.
  private void gradients(
      int from,
      int to,
      float @Nullable [] weight,
      float[] g,
      float @Nullable [] outX,
      float @Nullable [] sums) {
    for (int row = from; row < to; row += together) {
      int count = Math.min(together, to - row);
      measure(row, count);
      if (weight != null && outX != null) {
        gradientOfRows(row, count, weight, g, outX);
      }
      for (int i = 0; i < count && sums != null; i++) {
        addAlong((row + i) * size, i, g, sums, (row + i) / FloatSums.COLUMN_RUN * size);
      }
    }
  }

  private void gradientOfRows(int row, int count, float[] weight, float[] g, float[] out) {
    float[] mean1 = new float[count];
    float[] mean2 = new float[count];
    for (int i = 0; i < count; i++) {
      sums.products(x, g, (row + i) * size, weight, means[i], scales[i]);
      mean1[i] = sums.gradient / size;
      mean2[i] = sums.along / (size - correction);
    }
    for (int i = 0; i < count; i++) {
      combine((row + i) * size, i, weight, g, mean1[i], mean2[i], out);
    }
  }

  /// A row of the gradient, in a method of its own: what C2 makes of sums leaves no room for
  /// vectors in the method that calls them all.
  private void combine(
      int at, int i, float[] weight, float[] g, float mean1, float mean2, float[] out) {
    float mean = means[i];
    float scale = scales[i];
    FloatVector allMean = FloatLanes.constant(mean);
    FloatVector allScale = FloatLanes.constant(scale);
    FloatVector allMean1 = FloatLanes.constant(mean1);
    FloatVector allMean2 = FloatLanes.constant(mean2);
    int j = 0;
    for (; j <= size - LENGTH; j += LENGTH) {
      FloatVector along = FloatLanes.load(x, at + j).sub(allMean).mul(allScale).mul(allMean2);
      FloatVector weighted = FloatLanes.load(g, at + j).mul(FloatLanes.load(weight, j));
      allScale.mul(weighted.sub(allMean1).sub(along)).intoArray(out, at + j);
    }
    for (; j < size; j++) {
      float along = (x[at + j] - mean) * scale * mean2;
      out[at + j] = scale * (g[at + j] * weight[j] - mean1 - along);
    }
  }

  /// Adds the gradient of a row times the normalized row to the sums from `to` on.
  private void addAlong(int at, int i, float[] g, float[] sums, int to) {
    float mean = means[i];
    float scale = scales[i];
    FloatVector allMean = FloatLanes.constant(mean);
    FloatVector allScale = FloatLanes.constant(scale);
    int j = 0;
    for (; j <= size - LENGTH; j += LENGTH) {
      FloatVector normalized = FloatLanes.load(x, at + j).sub(allMean).mul(allScale);
      FloatVector along = FloatLanes.load(g, at + j).mul(normalized);
      FloatLanes.load(sums, to + j).add(along).intoArray(sums, to + j);
    }
    for (; j < size; j++) {
      sums[to + j] += g[at + j] * ((x[at + j] - mean) * scale);
    }
  }
}
