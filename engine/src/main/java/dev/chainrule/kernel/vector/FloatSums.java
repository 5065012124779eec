package dev.chainrule.kernel.vector;

import static dev.chainrule.kernel.vector.FloatLanes.LENGTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// Sums of floats in an order that depends on how many there are and on nothing else: not on how
/// wide vectors are, nor on what has been compiled.
///
/// Short runs are summed in the type itself, and the sums of the runs one after another in double,
/// so that the error does not grow with the length (Higham 1993, The accuracy of floating point
/// summation, section 3).
@SuppressWarnings("cast") // from double, which is no cast in the class derived from this one
final class FloatSums {
  /// Elements of a row that are summed at a time, each to one of as many partial sums.
  static final int PARTIALS = 64;

  /// Partial sums that are joined lane by lane at last; no species has more lanes.
  static final int WIDTH = 16;

  /// Elements of a row in a run.
  static final int ROW_RUN = 1024;

  /// Rows in a run when columns are summed.
  static final int COLUMN_RUN = 64;

  private static final float[] NO_LANES = {};

  private static final VectorShuffle<Float> LATER_BY_8 = later(8);
  private static final VectorShuffle<Float> LATER_BY_4 = later(4);
  private static final VectorShuffle<Float> LATER_BY_2 = later(2);
  private static final VectorShuffle<Float> LATER_BY_1 = later(1);

  private FloatSums() {}

  private static VectorShuffle<Float> later(int by) {
    return VectorShuffle.iota(FloatLanes.SPECIES, by, 1, true);
  }

  /// The sum of `count` neighbouring elements.
  static float row(float[] x, int at, int count) {
    if (count <= ROW_RUN) {
      return run(x, at, count);
    }
    double total = 0;
    for (int done = 0; done < count; done += ROW_RUN) {
      total += run(x, at + done, Math.min(ROW_RUN, count - done));
    }
    return (float) total;
  }

  private static float run(float[] x, int at, int count) {
    float[] lanes = LENGTH < WIDTH ? new float[WIDTH] : NO_LANES;
    int end = at + count;
    FloatVector sum = FloatLanes.constant(0);
    for (int first = 0; first < WIDTH; first += LENGTH) {
      FloatVector a = FloatLanes.constant(0);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      int i = at + first;
      for (; i <= end - 3 * WIDTH - LENGTH; i += PARTIALS) {
        a = a.add(FloatLanes.load(x, i));
        b = b.add(FloatLanes.load(x, i + WIDTH));
        c = c.add(FloatLanes.load(x, i + 2 * WIDTH));
        d = d.add(FloatLanes.load(x, i + 3 * WIDTH));
      }
      // Zeros for what is missing would change nothing: a sum from 0 on is never −0.
      a = i <= end - LENGTH ? a.add(FloatLanes.load(x, i)) : a;
      b = i <= end - LENGTH - WIDTH ? b.add(FloatLanes.load(x, i + WIDTH)) : b;
      c = i <= end - LENGTH - 2 * WIDTH ? c.add(FloatLanes.load(x, i + 2 * WIDTH)) : c;
      int part = i + (end - i) / WIDTH * WIDTH;
      if (part < end && part > end - LENGTH) {
        float[] rest = new float[PARTIALS];
        System.arraycopy(x, part, rest, part - i, end - part);
        a = a.add(FloatLanes.load(rest, 0));
        b = b.add(FloatLanes.load(rest, WIDTH));
        c = c.add(FloatLanes.load(rest, 2 * WIDTH));
        d = d.add(FloatLanes.load(rest, 3 * WIDTH));
      }
      sum = a.add(c).add(b.add(d));
      if (LENGTH < WIDTH) {
        sum.intoArray(lanes, first);
      }
    }
    return LENGTH < WIDTH ? join(lanes) : join(sum);
  }

  /// The sum of [#WIDTH] partial sums.
  static float join(float[] lanes) {
    return (fourth(lanes, 0) + fourth(lanes, 2)) + (fourth(lanes, 1) + fourth(lanes, 3));
  }

  private static float fourth(float[] lanes, int i) {
    return (lanes[i] + lanes[i + 8]) + (lanes[i + 4] + lanes[i + 12]);
  }

  /// The same of a vector that holds them all.
  static float join(FloatVector sums) {
    FloatVector s = sums.add(sums.rearrange(LATER_BY_8));
    s = s.add(s.rearrange(LATER_BY_4));
    s = s.add(s.rearrange(LATER_BY_2));
    return s.add(s.rearrange(LATER_BY_1)).lane(0);
  }

  /// Sums the rows of a matrix into `out`: a sum for each column. Rows begin `step` apart.
  static void columns(float[] x, int at, int rows, int step, int columns, float[] out, int outAt) {
    if (rows <= COLUMN_RUN) {
      columnRun(x, at, rows, step, columns, out, outAt);
      return;
    }
    double[] totals = new double[columns];
    for (int done = 0; done < rows; done += COLUMN_RUN) {
      int count = Math.min(COLUMN_RUN, rows - done);
      columnRun(x, at + done * step, count, step, columns, out, outAt);
      add(out, outAt, totals);
    }
    round(totals, out, outAt);
  }

  /// Adds the sums of a run of rows to `totals`, one for each column.
  static void add(float[] sums, int at, double[] totals) {
    for (int j = 0; j < totals.length; j++) {
      totals[j] += sums[at + j];
    }
  }

  static void round(double[] totals, float[] out, int outAt) {
    for (int j = 0; j < totals.length; j++) {
      out[outAt + j] = (float) totals[j];
    }
  }

  private static void columnRun(
      float[] x, int at, int rows, int step, int columns, float[] out, int outAt) {
    int j = 0;
    for (; j <= columns - 4 * LENGTH; j += 4 * LENGTH) {
      fourVectors(x, at + j, rows, step, out, outAt + j);
    }
    for (; j <= columns - LENGTH; j += LENGTH) {
      oneVector(x, at + j, rows, step, out, outAt + j);
    }
    if (j < columns && columns >= LENGTH) {
      j = columns - LENGTH;
      oneVector(x, at + j, rows, step, out, outAt + j);
    } else if (j < columns) {
      Arrays.fill(out, outAt, outAt + columns, 0);
      for (int i = 0; i < rows; i++) {
        for (j = 0; j < columns; j++) {
          out[outAt + j] += x[at + i * step + j];
        }
      }
    }
  }

  private static void fourVectors(float[] x, int at, int rows, int step, float[] out, int outAt) {
    FloatVector a = FloatLanes.constant(0);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int i = 0, p = at; i < rows; i++, p += step) {
      a = a.add(FloatLanes.load(x, p));
      b = b.add(FloatLanes.load(x, p + LENGTH));
      c = c.add(FloatLanes.load(x, p + 2 * LENGTH));
      d = d.add(FloatLanes.load(x, p + 3 * LENGTH));
    }
    a.intoArray(out, outAt);
    b.intoArray(out, outAt + LENGTH);
    c.intoArray(out, outAt + 2 * LENGTH);
    d.intoArray(out, outAt + 3 * LENGTH);
  }

  private static void oneVector(float[] x, int at, int rows, int step, float[] out, int outAt) {
    FloatVector a = FloatLanes.constant(0);
    for (int i = 0, p = at; i < rows; i++, p += step) {
      a = a.add(FloatLanes.load(x, p));
    }
    a.intoArray(out, outAt);
  }
}
