package dev.chainrule.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Copies of floats between any strides.
final class FloatCopies {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /// Whether one instruction loads a vector from many places: AVX2 and wider.
  static final boolean HAS_GATHER = S.vectorBitSize() >= 256;

  private FloatCopies() {}

  /// Copies operand 0 of `loop` to operand 1.
  static void run(Arrangement loop, float[] from, float[] to) {
    int fromStep = loop.columnStep(0);
    boolean toRows = loop.columnStep(1) == 1;
    do {
      if (toRows && fromStep == 1) {
        for (int row = 0; row < loop.rows; row++) {
          int f = loop.at[0] + row * loop.rowSteps[0];
          System.arraycopy(from, f, to, loop.at[1] + row * loop.rowSteps[1], loop.columns);
        }
      } else if (toRows && fromStep == 0) {
        for (int row = 0; row < loop.rows; row++) {
          int t = loop.at[1] + row * loop.rowSteps[1];
          Arrays.fill(to, t, t + loop.columns, from[loop.at[0] + row * loop.rowSteps[0]]);
        }
      } else if (toRows && HAS_GATHER && loop.columns >= L) {
        gather(loop, fromStep, from, to);
      } else {
        oneByOne(loop, from, to);
      }
    } while (loop.advance());
  }

  /// Vector after vector, each in all rows, since in a transposed view the elements of the next row
  /// are the neighbours of those just read. The last vector overlaps the one before.
  private static void gather(Arrangement loop, int fromStep, float[] from, float[] to) {
    int[] places = new int[L];
    for (int i = 0; i < L; i++) {
      places[i] = i * fromStep;
    }
    for (int j = 0; j < loop.columns; j += L) {
      int column = Math.min(j, loop.columns - L);
      int f = loop.at[0] + column * fromStep;
      int t = loop.at[1] + column;
      for (int row = 0; row < loop.rows; row++) {
        FloatVector.fromArray(S, from, f, places, 0).intoArray(to, t);
        f += loop.rowSteps[0];
        t += loop.rowSteps[1];
      }
    }
  }

  private static void oneByOne(Arrangement loop, float[] from, float[] to) {
    for (int row = 0; row < loop.rows; row++) {
      int f = loop.at[0] + row * loop.rowSteps[0];
      int t = loop.at[1] + row * loop.rowSteps[1];
      for (int column = 0; column < loop.columns; column++) {
        to[t] = from[f];
        f += loop.columnStep(0);
        t += loop.columnStep(1);
      }
    }
  }
}
