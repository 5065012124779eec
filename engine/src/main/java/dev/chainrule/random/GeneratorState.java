package dev.chainrule.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalDouble;

/// A generator's whole state, readable and writable in the byte layout of PyTorch's CPU
/// `Generator.get_state()`, so that a run can be resumed here or there.
///
/// Little-endian, 5,056 bytes: seed (u64), words left (i32), seeded (i32), next word (u64), 624
/// words (u64 each, upper half 0), three float64 of which the second is the normal number that
/// waits, whether it does (i32), 4 bytes of padding, and 8 bytes for a waiting float32 normal, of
/// which a CPU never has one.
///
/// @param initialSeed the seed the sequence started from
/// @param source the Mersenne Twister where it stands
/// @param waitingNormal the second half of a pair of normal numbers, if it was not yet handed out
public record GeneratorState(
    long initialSeed, MersenneTwister source, OptionalDouble waitingNormal) {

  private static final int SIZE = 5056;
  private static final int WORDS_AT = 24;
  private static final int NORMAL_AT = WORDS_AT + 8 * MersenneTwister.STATE_WORDS + 8;
  private static final int NORMAL_VALID_AT = NORMAL_AT + 16;

  /// The state as bytes.
  public byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    int next = source.position();
    bytes.putLong(initialSeed).putInt(wordsLeft(next)).putInt(1).putLong(next);
    for (int word : source.words()) {
      bytes.putLong(Integer.toUnsignedLong(word));
    }
    bytes.putDouble(NORMAL_AT, waitingNormal.orElse(0));
    bytes.putInt(NORMAL_VALID_AT, waitingNormal.isPresent() ? 1 : 0);
    return bytes.array();
  }

  /// The state that bytes describe.
  ///
  /// @throws IllegalArgumentException if the bytes have another length or contradict themselves
  public static GeneratorState fromBytes(byte[] state) {
    if (state.length != SIZE) {
      throw new IllegalArgumentException(
          "setState: a generator's state has %d bytes; got %d; pass what state() returned"
              .formatted(SIZE, state.length));
    }
    ByteBuffer bytes = ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN);
    long next = bytes.getLong(16);
    if (next < 0 || next > MersenneTwister.STATE_WORDS || bytes.getInt(8) != wordsLeft(next)) {
      throw new IllegalArgumentException(
          "setState: the next word and the words left must make 625; got %d and %d; %s"
              .formatted(next, bytes.getInt(8), "pass what state() returned"));
    }
    int[] words = new int[MersenneTwister.STATE_WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = (int) bytes.getLong(WORDS_AT + 8 * i);
    }
    OptionalDouble waiting =
        bytes.getInt(NORMAL_VALID_AT) == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(bytes.getDouble(NORMAL_AT));
    return new GeneratorState(
        bytes.getLong(0), MersenneTwister.restore(words, (int) next), waiting);
  }

  /// PyTorch counts 1 before the first draw, so that the first draw refills the words.
  private static int wordsLeft(long next) {
    return next == 0 ? 1 : (int) (MersenneTwister.STATE_WORDS + 1 - next);
  }
}
