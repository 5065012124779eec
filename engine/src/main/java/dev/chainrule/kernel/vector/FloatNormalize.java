package dev.chainrule.kernel.vector;

import static dev.chainrule.kernel.vector.FloatLanes.LENGTH;

import dev.chainrule.kernel.Normalization;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/// Layer norm and batch norm of a matrix: y = (x − mean)·scale·weight + bias with scale =
/// 1/√(variance + eps), and their gradients. A row is worked on while it is in the nearest cache.
///
/// Each step is rounded as the operations round it that this stands for, and sums are those of
/// [FloatSums], so the bits are theirs, in vectors and in what is left of a row alike.
@SuppressWarnings("cast") // from double, which is no cast in the class derived from this one
final class FloatNormalize {
  private final float[] x;
  private final int rows;
  private final int size;
  private final float eps;
  private final int correction;

  private FloatNormalize(Normalization how, float[] x) {
    this.x = x;
    rows = how.rows();
    size = how.size();
    eps = (float) how.eps();
    correction = how.correction();
  }

  static void run(Normalization how, float[] x, float[] weight, float[] bias, float[] out) {
    FloatNormalize matrix = new FloatNormalize(how, x);
    if (how.byColumns()) {
      matrix.byColumns(weight, bias, out);
    } else {
      matrix.byRows(weight, bias, out);
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
    FloatNormalize matrix = new FloatNormalize(how, x);
    if (outX != null || outWeight != null) {
      if (how.byColumns()) {
        matrix.gradientsByColumns(weight, g, outX, outWeight);
      } else {
        matrix.gradientsByRows(weight, g, outX, outWeight);
      }
    }
    if (outBias != null) {
      FloatSums.columns(g, 0, how.rows(), how.size(), how.size(), outBias, 0);
    }
  }

  private float scale(float squares, int count) {
    return 1 / (float) Math.sqrt(squares / Math.max(0, count - correction) + eps);
  }

  /// 1/√(variance + eps) of row `at`, whose mean is `mean`.
  private float rowScale(int at, float mean, float[] room) {
    FloatVector means = FloatLanes.constant(mean);
    int j = 0;
    for (; j <= size - LENGTH; j += LENGTH) {
      FloatVector deviation = FloatLanes.load(x, at + j).sub(means);
      deviation.mul(deviation).intoArray(room, j);
    }
    for (; j < size; j++) {
      float deviation = x[at + j] - mean;
      room[j] = deviation * deviation;
    }
    return scale(FloatSums.row(room, 0, size), size);
  }

  private void byRows(float[] weight, float[] bias, float[] out) {
    float[] room = new float[size];
    for (int at = 0; at < rows * size; at += size) {
      float mean = FloatSums.row(x, at, size) / size;
      float scale = rowScale(at, mean, room);
      FloatVector means = FloatLanes.constant(mean);
      FloatVector scales = FloatLanes.constant(scale);
      int j = 0;
      for (; j <= size - LENGTH; j += LENGTH) {
        FloatVector centred = FloatLanes.load(x, at + j).sub(means);
        FloatVector weighted = centred.mul(scales).mul(FloatLanes.load(weight, j));
        weighted.add(FloatLanes.load(bias, j)).intoArray(out, at + j);
      }
      for (; j < size; j++) {
        out[at + j] = (x[at + j] - mean) * scale * weight[j] + bias[j];
      }
    }
  }

  /// What `weight` is given is summed as a matrix of its own would be, a run of rows at a time.
  private void gradientsByRows(
      float @Nullable [] weight, float[] g, float @Nullable [] outX, float @Nullable [] outWeight) {
    int run = Math.min(rows, FloatSums.COLUMN_RUN);
    float[] weighted = new float[size];
    float[] room = new float[size];
    float[] along = new float[outWeight == null ? 0 : run * size];
    double[] totals = new double[size];
    for (int first = 0; first < rows; first += run) {
      int count = Math.min(run, rows - first);
      for (int i = 0; i < count; i++) {
        int at = (first + i) * size;
        float mean = FloatSums.row(x, at, size) / size;
        float scale = rowScale(at, mean, room);
        if (weight != null && outX != null) {
          weigh(at, mean, scale, weight, g, weighted, room);
          float mean1 = FloatSums.row(weighted, 0, size) / size;
          float mean2 = FloatSums.row(room, 0, size) / (size - correction);
          combine(at, mean, scale, weighted, mean1, mean2, outX);
        }
        if (outWeight != null) {
          along(at, mean, scale, g, along, i * size);
        }
      }
      if (outWeight != null) {
        FloatSums.addRun(along, 0, count, size, totals, room, 0);
      }
    }
    if (outWeight != null) {
      FloatSums.round(totals, outWeight, 0);
    }
  }

  /// The gradient of row `at` times the weight, and that times the normalized row into `room`.
  private void weigh(
      int at, float mean, float scale, float[] weight, float[] g, float[] weighted, float[] room) {
    FloatVector means = FloatLanes.constant(mean);
    FloatVector scales = FloatLanes.constant(scale);
    int j = 0;
    for (; j <= size - LENGTH; j += LENGTH) {
      FloatVector product = FloatLanes.load(g, at + j).mul(FloatLanes.load(weight, j));
      product.intoArray(weighted, j);
      FloatVector normalized = FloatLanes.load(x, at + j).sub(means).mul(scales);
      product.mul(normalized).intoArray(room, j);
    }
    for (; j < size; j++) {
      weighted[j] = g[at + j] * weight[j];
      room[j] = weighted[j] * ((x[at + j] - mean) * scale);
    }
  }

  /// Row `at` of the result, in a method of its own as [#weigh] is: what C2 makes of sums leaves no
  /// room for vectors in the method that calls them all.
  private void combine(
      int at, float mean, float scale, float[] weighted, float mean1, float mean2, float[] out) {
    FloatVector means = FloatLanes.constant(mean);
    FloatVector scales = FloatLanes.constant(scale);
    int j = 0;
    for (; j <= size - LENGTH; j += LENGTH) {
      FloatVector normalized = FloatLanes.load(x, at + j).sub(means).mul(scales);
      FloatVector along = normalized.mul(FloatLanes.constant(mean2));
      FloatVector centred = FloatLanes.load(weighted, j).sub(FloatLanes.constant(mean1));
      scales.mul(centred.sub(along)).intoArray(out, at + j);
    }
    for (; j < size; j++) {
      out[at + j] = scale * (weighted[j] - mean1 - (x[at + j] - mean) * scale * mean2);
    }
  }

  /// The gradient of row `at` times the normalized row, into `out` from `outAt`.
  private void along(int at, float mean, float scale, float[] g, float[] out, int outAt) {
    FloatVector means = FloatLanes.constant(mean);
    FloatVector scales = FloatLanes.constant(scale);
    int j = 0;
    for (; j <= size - LENGTH; j += LENGTH) {
      FloatVector normalized = FloatLanes.load(x, at + j).sub(means).mul(scales);
      FloatLanes.load(g, at + j).mul(normalized).intoArray(out, outAt + j);
    }
    for (; j < size; j++) {
      out[outAt + j] = g[at + j] * ((x[at + j] - mean) * scale);
    }
  }

  private float[] columnSums(float[] matrix) {
    float[] sums = new float[size];
    FloatSums.columns(matrix, 0, rows, size, size, sums, 0);
    return sums;
  }

  private float[] columnMeans(float[] matrix, int divisor) {
    float[] means = columnSums(matrix);
    for (int j = 0; j < size; j++) {
      means[j] /= divisor;
    }
    return means;
  }

  /// Of each column, given its mean; `room` is as large as x.
  private float[] columnScales(float[] mean, float[] room) {
    for (int at = 0; at < rows * size; at += size) {
      int j = 0;
      for (; j <= size - LENGTH; j += LENGTH) {
        FloatVector deviation = FloatLanes.load(x, at + j).sub(FloatLanes.load(mean, j));
        deviation.mul(deviation).intoArray(room, at + j);
      }
      for (; j < size; j++) {
        float deviation = x[at + j] - mean[j];
        room[at + j] = deviation * deviation;
      }
    }
    float[] scales = columnSums(room);
    for (int j = 0; j < size; j++) {
      scales[j] = scale(scales[j], rows);
    }
    return scales;
  }

  private static FloatVector normalized(float[] x, int at, int j, float[] mean, float[] scale) {
    FloatVector centred = FloatLanes.load(x, at + j).sub(FloatLanes.load(mean, j));
    return centred.mul(FloatLanes.load(scale, j));
  }

  private void byColumns(float[] weight, float[] bias, float[] out) {
    float[] mean = columnMeans(x, rows);
    float[] scale = columnScales(mean, out);
    for (int at = 0; at < rows * size; at += size) {
      int j = 0;
      for (; j <= size - LENGTH; j += LENGTH) {
        FloatVector product = normalized(x, at, j, mean, scale).mul(FloatLanes.load(weight, j));
        product.add(FloatLanes.load(bias, j)).intoArray(out, at + j);
      }
      for (; j < size; j++) {
        out[at + j] = (x[at + j] - mean[j]) * scale[j] * weight[j] + bias[j];
      }
    }
  }

  private void gradientsByColumns(
      float @Nullable [] weight, float[] g, float @Nullable [] outX, float @Nullable [] outWeight) {
    float[] room = new float[rows * size];
    float[] mean = columnMeans(x, rows);
    float[] scale = columnScales(mean, room);
    if (weight != null && outX != null) {
      gradientByColumns(mean, scale, weight, g, outX, room);
    }
    if (outWeight != null) {
      alongColumns(mean, scale, g, room);
      FloatSums.columns(room, 0, rows, size, size, outWeight, 0);
    }
  }

  private void gradientByColumns(
      float[] mean, float[] scale, float[] weight, float[] g, float[] out, float[] room) {
    for (int at = 0; at < rows * size; at += size) {
      int j = 0;
      for (; j <= size - LENGTH; j += LENGTH) {
        FloatVector weighted = FloatLanes.load(g, at + j).mul(FloatLanes.load(weight, j));
        weighted.intoArray(out, at + j);
        weighted.mul(normalized(x, at, j, mean, scale)).intoArray(room, at + j);
      }
      for (; j < size; j++) {
        float weighted = g[at + j] * weight[j];
        out[at + j] = weighted;
        room[at + j] = weighted * ((x[at + j] - mean[j]) * scale[j]);
      }
    }
    float[] mean1 = columnMeans(out, rows);
    float[] mean2 = columnMeans(room, rows - correction);
    for (int at = 0; at < rows * size; at += size) {
      int j = 0;
      for (; j <= size - LENGTH; j += LENGTH) {
        FloatVector along = normalized(x, at, j, mean, scale).mul(FloatLanes.load(mean2, j));
        FloatVector centred = FloatLanes.load(out, at + j).sub(FloatLanes.load(mean1, j));
        FloatLanes.load(scale, j).mul(centred.sub(along)).intoArray(out, at + j);
      }
      for (; j < size; j++) {
        float along = (x[at + j] - mean[j]) * scale[j] * mean2[j];
        out[at + j] = scale[j] * (out[at + j] - mean1[j] - along);
      }
    }
  }

  /// The gradient times the normalized matrix.
  private void alongColumns(float[] mean, float[] scale, float[] g, float[] out) {
    for (int at = 0; at < rows * size; at += size) {
      int j = 0;
      for (; j <= size - LENGTH; j += LENGTH) {
        FloatVector normalized = normalized(x, at, j, mean, scale);
        FloatLanes.load(g, at + j).mul(normalized).intoArray(out, at + j);
      }
      for (; j < size; j++) {
        out[at + j] = g[at + j] * ((x[at + j] - mean[j]) * scale[j]);
      }
    }
  }
}
