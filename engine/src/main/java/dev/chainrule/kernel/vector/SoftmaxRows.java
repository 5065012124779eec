package dev.chainrule.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The softmax of rows of floats and what is made of it. float64 is composed of other kernels.
///
/// A few rows are worked on together ([NearRows]).
///
/// Digits that a plain loop loses are kept: what x − max was rounded by is carried into the
/// exponential, and the sum is taken in double. A row ends with a vector that overlaps the one
/// before.
final class SoftmaxRows implements RowKernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LENGTH = SPECIES.length();

  /// Far enough from the largest double for one more sum of e^(x − max), which a row's size bounds.
  private static final double LARGE = 0x1p900;

  SoftmaxRows() {}

  @Override
  public void softmax(float[] x, int offset, int rows, int size, float[] out, int to) {
    int together = NearRows.together(rows, size);
    float[] maxima = new float[together];
    double[] sums = new double[together];
    for (int row = 0; row < rows; row += together) {
      int count = Math.min(together, rows - row);
      int from = offset + row * size;
      for (int i = 0; i < count; i++) {
        maxima[i] = max(x, from + i * size, size);
      }
      exponentialSums(x, from, count, size, maxima, out, to + row * size, sums);
      for (int i = 0; i < count; i++) {
        scale(out, to + (row + i) * size, size, 1 / sums[i]);
      }
    }
  }

  /// What is not seen fills a row up to whole vectors as −∞, whose exponential 0 changes no sum.
  @Override
  public void causalSoftmax(float[] x, int rows, int size, float[] out, int to) {
    int together = NearRows.together(rows, size);
    float[] maxima = new float[together];
    int[] wholes = new int[together];
    double[] sums = new double[together];
    double[] partials = new double[WideSums.PARTIALS];
    for (int row = 0; row < rows; row += together) {
      int count = Math.min(together, rows - row);
      for (int i = 0; i < count; i++) {
        int at = (row + i) * size;
        int seen = Math.min(row + i + 1, size);
        wholes[i] = Math.min(Math.ceilDiv(seen, LENGTH) * LENGTH, size);
        Arrays.fill(x, at + seen, at + wholes[i], Float.NEGATIVE_INFINITY);
        maxima[i] = max(x, at, wholes[i]);
      }
      for (int i = 0; i < count; i++) {
        int at = (row + i) * size;
        exponentials(x, at, wholes[i], maxima[i], out, to + at);
      }
      for (int i = 0; i < count; i++) {
        sums[i] = WideSums.sum(out, to + (row + i) * size, wholes[i], partials);
      }
      for (int i = 0; i < count; i++) {
        int at = to + (row + i) * size;
        scale(out, at, wholes[i], 1 / sums[i]);
        // 0, or NaN where a score is.
        Arrays.fill(out, at + wholes[i], at + size, 0 * out[at]);
      }
    }
  }

  @Override
  public void logSoftmax(float[] x, int offset, int rows, int size, float[] out) {
    int together = NearRows.together(rows, size);
    float[] maxima = new float[together];
    double[] sums = new double[together];
    for (int row = 0; row < rows; row += together) {
      int count = Math.min(together, rows - row);
      int from = offset + row * size;
      finiteMaxima(x, from, count, size, maxima);
      exponentialSums(x, from, count, size, maxima, out, row * size, sums);
      for (int i = 0; i < count; i++) {
        double log = StrictMath.log(sums[i]);
        shift(x, from + i * size, size, maxima[i], log, out, (row + i) * size);
      }
    }
  }

  @Override
  public double crossEntropy(
      float[] x, int offset, int rows, int size, long[] targets, int targetsOffset) {
    int together = NearRows.together(rows, size);
    float[] maxima = new float[together];
    float[] scratch = new float[together * size];
    double[] sums = new double[together];
    double total = 0;
    double product = 1; // a logarithm costs as much as a row, so the sums of many rows share one
    for (int row = 0; row < rows; row += together) {
      int count = Math.min(together, rows - row);
      int from = offset + row * size;
      finiteMaxima(x, from, count, size, maxima);
      exponentialSums(x, from, count, size, maxima, scratch, 0, sums);
      for (int i = 0; i < count; i++) {
        product *= sums[i];
        if (product > LARGE) {
          total += StrictMath.log(product);
          product = 1;
        }
        int target = (int) targets[targetsOffset + row + i];
        total -= (double) x[from + i * size + target] - maxima[i];
      }
    }
    return (total + StrictMath.log(product)) / rows;
  }

  /// The maximum of each row, or 0 where it is infinite, so that ∞ − ∞ does not arise.
  private static void finiteMaxima(float[] x, int from, int count, int size, float[] maxima) {
    for (int i = 0; i < count; i++) {
      float largest = max(x, from + i * size, size);
      maxima[i] = Float.isInfinite(largest) ? 0 : largest;
    }
  }

  /// out = e^(x − max) for `count` rows, and the sum of each.
  private static void exponentialSums(
      float[] x,
      int from,
      int count,
      int size,
      float[] maxima,
      float[] out,
      int to,
      double[] sums) {
    for (int i = 0; i < count; i++) {
      exponentials(x, from + i * size, size, maxima[i], out, to + i * size);
    }
    double[] partials = new double[WideSums.PARTIALS];
    for (int i = 0; i < count; i++) {
      sums[i] = WideSums.sum(out, to + i * size, size, partials);
    }
  }

  /// Its bits do not depend on the order, so the lanes may be joined in any.
  private static float max(float[] x, int from, int size) {
    float max = Float.NEGATIVE_INFINITY;
    if (size < LENGTH) {
      for (int i = 0; i < size; i++) {
        max = Math.max(max, x[from + i]);
      }
      return max;
    }
    FloatVector a = FloatVector.fromArray(SPECIES, x, from + size - LENGTH);
    FloatVector b = a;
    int i = 0;
    for (; i + 2 * LENGTH <= size; i += 2 * LENGTH) {
      a = a.max(FloatVector.fromArray(SPECIES, x, from + i));
      b = b.max(FloatVector.fromArray(SPECIES, x, from + i + LENGTH));
    }
    if (i + LENGTH <= size) {
      a = a.max(FloatVector.fromArray(SPECIES, x, from + i));
    }
    return a.max(b).reduceLanes(VectorOperators.MAX);
  }

  /// out = e^(x − max).
  private static void exponentials(float[] x, int from, int size, float max, float[] out, int to) {
    if (size < LENGTH) {
      VectorMask<Float> inside = SPECIES.indexInRange(0, size);
      FloatVector lanes = FloatVector.fromArray(SPECIES, x, from, inside);
      expOfDifference(lanes, lanes.broadcast(max)).intoArray(out, to, inside);
      return;
    }
    for (int i = 0; i < size; i += LENGTH) {
      int at = Math.min(i, size - LENGTH);
      FloatVector lanes = FloatVector.fromArray(SPECIES, x, from + at);
      expOfDifference(lanes, lanes.broadcast(max)).intoArray(out, to + at);
    }
  }

  /// e^(x − c), with what x − c was rounded by as a factor.
  private static FloatVector expOfDifference(FloatVector x, FloatVector c) {
    FloatVector d = x.sub(c);
    FloatVector e = FloatMathExp.exp(d);
    FloatVector lost = lost(x, c, d);
    // Where nothing was lost e may be infinite.
    return e.blend(e.fma(lost, e), lost.compare(VectorOperators.NE, 0));
  }

  /// x − c − d, where d is x − c rounded (Knuth's two-sum); 0 where that is infinite.
  private static FloatVector lost(FloatVector x, FloatVector c, FloatVector d) {
    FloatVector back = d.sub(x);
    FloatVector lost = x.sub(d.sub(back)).sub(back.add(c));
    return lost.blend(0, lost.compare(VectorOperators.NE, lost));
  }

  /// out ← out·factor, with the factor as the sum of two floats.
  private static void scale(float[] out, int at, int size, double factor) {
    float high = (float) factor;
    float low = (float) (factor - high);
    if (size < LENGTH) {
      VectorMask<Float> inside = SPECIES.indexInRange(0, size);
      FloatVector lanes = FloatVector.fromArray(SPECIES, out, at, inside);
      lanes.fma(lanes.broadcast(high), lanes.mul(low)).intoArray(out, at, inside);
      return;
    }
    // Read before what it overlaps is written.
    FloatVector last = FloatVector.fromArray(SPECIES, out, at + size - LENGTH);
    for (int i = 0; i + LENGTH <= size; i += LENGTH) {
      FloatVector lanes = FloatVector.fromArray(SPECIES, out, at + i);
      lanes.fma(lanes.broadcast(high), lanes.mul(low)).intoArray(out, at + i);
    }
    last.fma(last.broadcast(high), last.mul(low)).intoArray(out, at + size - LENGTH);
  }

  /// out = x − max − log.
  private static void shift(
      float[] x, int from, int size, float max, double log, float[] out, int to) {
    float high = (float) log;
    float low = Float.isInfinite(high) ? 0 : (float) (log - high);
    if (size < LENGTH) {
      VectorMask<Float> inside = SPECIES.indexInRange(0, size);
      FloatVector lanes = FloatVector.fromArray(SPECIES, x, from, inside);
      shifted(lanes, max, high, low).intoArray(out, to, inside);
      return;
    }
    for (int i = 0; i < size; i += LENGTH) {
      int at = Math.min(i, size - LENGTH);
      FloatVector lanes = FloatVector.fromArray(SPECIES, x, from + at);
      shifted(lanes, max, high, low).intoArray(out, to + at);
    }
  }

  private static FloatVector shifted(FloatVector x, float c, float high, float low) {
    FloatVector d = x.sub(c);
    return d.sub(high).add(lost(x, x.broadcast(c), d).sub(low));
  }
}
