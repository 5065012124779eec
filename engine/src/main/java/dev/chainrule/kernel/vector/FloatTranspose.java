package dev.chainrule.kernel.vector;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Turns [#SIDE] rows of a matrix into as many columns, in blocks that fit in registers: rows that
/// are 1, 2 and then 4 apart exchange every other 1, 2 and 4 elements (Eklundh, "A Fast Computer
/// Method for Matrix Transposing", IEEE Transactions on Computers C-21(7), 1972).
final class FloatTranspose {
  /// How many rows and columns a block has.
  static final int SIDE = 8;

  private static final VectorSpecies<Float> S = FloatPanels.SHORT;

  /// Whether a row of a block is a vector here.
  static final boolean HAS_BLOCKS = S.length() == SIDE;

  private static final FloatVector FIRST_BY_1 = places(1, 0);
  private static final FloatVector SECOND_BY_1 = places(1, 1);
  private static final FloatVector FIRST_BY_2 = places(2, 0);
  private static final FloatVector SECOND_BY_2 = places(2, 2);
  private static final FloatVector FIRST_BY_4 = places(4, 0);
  private static final FloatVector SECOND_BY_4 = places(4, 4);

  private FloatTranspose() {}

  /// Which elements of two rows one after the other the first (`from` = 0) or the second one has
  /// once every other `by` elements are exchanged.
  private static FloatVector places(int by, int from) {
    float[] places = new float[S.length()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i % (2 * by) < by ? i + from : i + from + S.length() - by;
    }
    return FloatVector.fromArray(S, places, 0);
  }

  /// Turns `SIDE` rows of `from`, which begin at `f` and are `fRow` apart, into columns of `to`
  /// that begin at byte `t`; its rows are `tRow` bytes apart. Whole blocks only, of the first
  /// `count` elements of each row, and none without [#HAS_BLOCKS]; returns how many elements of
  /// each row that were.
  static int run(int count, float[] from, int f, int fRow, MemorySegment to, long t, long tRow) {
    if (!HAS_BLOCKS) {
      return 0;
    }
    ByteOrder order = ByteOrder.nativeOrder();
    int end = count - count % SIDE;
    for (int i = 0; i < end; i += SIDE) {
      FloatVector a0 = FloatVector.fromArray(S, from, f + i);
      FloatVector a1 = FloatVector.fromArray(S, from, f + i + fRow);
      FloatVector a2 = FloatVector.fromArray(S, from, f + i + 2 * fRow);
      FloatVector a3 = FloatVector.fromArray(S, from, f + i + 3 * fRow);
      FloatVector a4 = FloatVector.fromArray(S, from, f + i + 4 * fRow);
      FloatVector a5 = FloatVector.fromArray(S, from, f + i + 5 * fRow);
      FloatVector a6 = FloatVector.fromArray(S, from, f + i + 6 * fRow);
      FloatVector a7 = FloatVector.fromArray(S, from, f + i + 7 * fRow);

      FloatVector b0 = FIRST_BY_1.selectFrom(a0, a1);
      FloatVector b1 = SECOND_BY_1.selectFrom(a0, a1);
      FloatVector b2 = FIRST_BY_1.selectFrom(a2, a3);
      FloatVector b3 = SECOND_BY_1.selectFrom(a2, a3);
      FloatVector b4 = FIRST_BY_1.selectFrom(a4, a5);
      FloatVector b5 = SECOND_BY_1.selectFrom(a4, a5);
      FloatVector b6 = FIRST_BY_1.selectFrom(a6, a7);
      FloatVector b7 = SECOND_BY_1.selectFrom(a6, a7);

      FloatVector c0 = FIRST_BY_2.selectFrom(b0, b2);
      FloatVector c2 = SECOND_BY_2.selectFrom(b0, b2);
      FloatVector c1 = FIRST_BY_2.selectFrom(b1, b3);
      FloatVector c3 = SECOND_BY_2.selectFrom(b1, b3);
      FloatVector c4 = FIRST_BY_2.selectFrom(b4, b6);
      FloatVector c6 = SECOND_BY_2.selectFrom(b4, b6);
      FloatVector c5 = FIRST_BY_2.selectFrom(b5, b7);
      FloatVector c7 = SECOND_BY_2.selectFrom(b5, b7);

      long at = t + i * tRow;
      FIRST_BY_4.selectFrom(c0, c4).intoMemorySegment(to, at, order);
      FIRST_BY_4.selectFrom(c1, c5).intoMemorySegment(to, at + tRow, order);
      FIRST_BY_4.selectFrom(c2, c6).intoMemorySegment(to, at + 2 * tRow, order);
      FIRST_BY_4.selectFrom(c3, c7).intoMemorySegment(to, at + 3 * tRow, order);
      SECOND_BY_4.selectFrom(c0, c4).intoMemorySegment(to, at + 4 * tRow, order);
      SECOND_BY_4.selectFrom(c1, c5).intoMemorySegment(to, at + 5 * tRow, order);
      SECOND_BY_4.selectFrom(c2, c6).intoMemorySegment(to, at + 6 * tRow, order);
      SECOND_BY_4.selectFrom(c3, c7).intoMemorySegment(to, at + 7 * tRow, order);
    }
    return end;
  }
}
