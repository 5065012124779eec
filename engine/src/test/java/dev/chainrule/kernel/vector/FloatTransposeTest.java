package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatTransposeTest {
  private static final int SIDE = FloatTranspose.SIDE;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 16, 31})
  void turnsWholeBlocksAndNothingElse(int count) {
    int first = 3;
    int rowStep = count + 2;
    float[] from = new float[first + (SIDE - 1) * rowStep + count];
    for (int i = 0; i < from.length; i++) {
      from[i] = i + 1;
    }
    int toRow = SIDE + 5;
    float[] to = new float[2 + (count + 1) * toRow];

    MemorySegment segment = MemorySegment.ofArray(to);
    int done =
        FloatTranspose.run(
            count, from, first, rowStep, segment, 2L * Float.BYTES, (long) toRow * Float.BYTES);

    assertThat(done).isEqualTo(FloatTranspose.HAS_BLOCKS ? count / SIDE * SIDE : 0);
    float[] expected = new float[to.length];
    for (int i = 0; i < done; i++) {
      for (int row = 0; row < SIDE; row++) {
        expected[2 + i * toRow + row] = from[first + row * rowStep + i];
      }
    }
    assertThat(to).isEqualTo(expected);
  }
}
