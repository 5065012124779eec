package dev.chainrule.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MersenneTwisterTest {

  /// The 10,000th draw after the default seed is fixed by the C++ standard, [rand.predef].
  @Test
  void tenThousandthDrawAfterSeed5489() {
    MersenneTwister twister = new MersenneTwister(5489);
    IntStream.range(0, 9_999).forEach(i -> twister.nextInt32());
    assertThat(Integer.toUnsignedLong(twister.nextInt32())).isEqualTo(4_123_659_995L);
  }

  /// The first draws that the authors publish for the key {0x123, 0x234, 0x345, 0x456}.
  @Test
  void seededByKey() {
    MersenneTwister twister = MersenneTwister.fromKey(new int[] {0x123, 0x234, 0x345, 0x456});
    long[] drawn =
        IntStream.range(0, 5).mapToLong(i -> Integer.toUnsignedLong(twister.nextInt32())).toArray();
    assertThat(drawn)
        .containsExactly(1067595299L, 955945823L, 477289528L, 4107218783L, 4228976476L);
  }

  @Test
  void keyLongerThanState() {
    int[] key = IntStream.range(0, 1000).toArray();
    int[] other = key.clone();
    other[999] = 5;
    assertThat(MersenneTwister.fromKey(key).nextInt32())
        .isNotEqualTo(MersenneTwister.fromKey(other).nextInt32());
  }

  @Test
  void firstOfTwoDrawsIsUpperHalf() {
    MersenneTwister twister = new MersenneTwister(7);
    long high = Integer.toUnsignedLong(twister.nextInt32());
    long low = Integer.toUnsignedLong(twister.nextInt32());
    assertThat(new MersenneTwister(7).nextInt64()).isEqualTo(high << 32 | low);
  }

  @Test
  void copyContinuesAloneAndRestoredContinues() {
    MersenneTwister twister = new MersenneTwister(3);
    IntStream.range(0, 624).forEach(i -> twister.nextInt32());
    MersenneTwister copy = twister.copy();
    MersenneTwister restored = MersenneTwister.restore(twister.words(), twister.position());
    int next = twister.nextInt32();
    assertThat(copy.nextInt32()).isEqualTo(next);
    assertThat(restored.nextInt32()).isEqualTo(next);
  }

  @Test
  void refusesWhatIsNoStateOrKey() {
    assertThatThrownBy(() -> MersenneTwister.fromKey(new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "MersenneTwister: the key must have at least one word; it was empty; pass {0} for"
                + " zero");
    assertThatThrownBy(() -> MersenneTwister.restore(new int[3], 700))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "MersenneTwister: needs 624 words and a position from 0 to 624; got 3 and 700; "
                + "pass what words() and position() gave");
  }
}
