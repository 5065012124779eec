package dev.chainrule.kernel.vector;

import dev.chainrule.kernel.Normalization;
import org.jspecify.annotations.Nullable;

/// Layer norm and batch norm of a matrix: y = (x − mean)·scale·weight + bias with scale =
/// 1/√(variance + eps), and their gradients. A row is worked on while it is in the nearest cache.
///
/// Each step is rounded as the operations round it that this stands for, and sums are those of
/// [FloatSums], so the bits are theirs. C2 makes vectors of the loops by itself.
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

  /// What the gradient `g` of the result of [#run] contributes to x; where `weight` is null, g times
  /// the normalized x.
  static void gradient(
      Normalization how, float[] x, float @Nullable [] weight, float[] g, float[] out) {
    FloatNormalize matrix = new FloatNormalize(how, x);
    if (weight == null && how.byColumns()) {
      matrix.alongColumns(g, out);
    } else if (weight == null) {
      matrix.alongRows(g, out);
    } else if (how.byColumns()) {
      matrix.gradientByColumns(weight, g, out);
    } else {
      matrix.gradientByRows(weight, g, out);
    }
  }

  private float scale(float squares, int count) {
    return 1 / (float) Math.sqrt(squares / Math.max(0, count - correction) + eps);
  }

  /// 1/√(variance + eps) of row `at`, whose mean is `mean`.
  private float rowScale(int at, float mean, float[] room) {
    for (int j = 0; j < size; j++) {
      float deviation = x[at + j] - mean;
      room[j] = deviation * deviation;
    }
    return scale(FloatSums.row(room, 0, size), size);
  }

  /// Each row by its own mean and variance.
  private void byRows(float[] weight, float[] bias, float[] out) {
    float[] room = new float[size];
    for (int at = 0; at < rows * size; at += size) {
      float mean = FloatSums.row(x, at, size) / size;
      float scale = rowScale(at, mean, room);
      for (int j = 0; j < size; j++) {
        out[at + j] = (x[at + j] - mean) * scale * weight[j] + bias[j];
      }
    }
  }

  private void gradientByRows(float[] weight, float[] g, float[] out) {
    float[] weighted = new float[size];
    float[] room = new float[size];
    for (int at = 0; at < rows * size; at += size) {
      float mean = FloatSums.row(x, at, size) / size;
      float scale = rowScale(at, mean, room);
      for (int j = 0; j < size; j++) {
        weighted[j] = g[at + j] * weight[j];
        room[j] = weighted[j] * ((x[at + j] - mean) * scale);
      }
      float mean1 = FloatSums.row(weighted, 0, size) / size;
      float mean2 = FloatSums.row(room, 0, size) / (size - correction);
      for (int j = 0; j < size; j++) {
        out[at + j] = scale * (weighted[j] - mean1 - (x[at + j] - mean) * scale * mean2);
      }
    }
  }

  private void alongRows(float[] g, float[] out) {
    float[] room = new float[size];
    for (int at = 0; at < rows * size; at += size) {
      float mean = FloatSums.row(x, at, size) / size;
      float scale = rowScale(at, mean, room);
      for (int j = 0; j < size; j++) {
        out[at + j] = g[at + j] * ((x[at + j] - mean) * scale);
      }
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
      for (int j = 0; j < size; j++) {
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

  /// Each column by its own mean and variance.
  private void byColumns(float[] weight, float[] bias, float[] out) {
    float[] mean = columnMeans(x, rows);
    float[] scale = columnScales(mean, out);
    for (int at = 0; at < rows * size; at += size) {
      for (int j = 0; j < size; j++) {
        out[at + j] = (x[at + j] - mean[j]) * scale[j] * weight[j] + bias[j];
      }
    }
  }

  private void gradientByColumns(float[] weight, float[] g, float[] out) {
    float[] room = new float[rows * size];
    float[] mean = columnMeans(x, rows);
    float[] scale = columnScales(mean, room);
    for (int at = 0; at < rows * size; at += size) {
      for (int j = 0; j < size; j++) {
        float weighted = g[at + j] * weight[j];
        out[at + j] = weighted;
        room[at + j] = weighted * ((x[at + j] - mean[j]) * scale[j]);
      }
    }
    float[] mean1 = columnMeans(out, rows);
    float[] mean2 = columnMeans(room, rows - correction);
    for (int at = 0; at < rows * size; at += size) {
      for (int j = 0; j < size; j++) {
        float along = (x[at + j] - mean[j]) * scale[j] * mean2[j];
        out[at + j] = scale[j] * (out[at + j] - mean1[j] - along);
      }
    }
  }

  private void alongColumns(float[] g, float[] out) {
    float[] mean = columnMeans(x, rows);
    float[] scale = columnScales(mean, out);
    for (int at = 0; at < rows * size; at += size) {
      for (int j = 0; j < size; j++) {
        out[at + j] = g[at + j] * ((x[at + j] - mean[j]) * scale[j]);
      }
    }
  }
}
