package dev.chainrule.random;

/// MT19937, the Mersenne Twister with period 2^19937 − 1 that PyTorch, NumPy and Python draw from.
///
/// Source: M. Matsumoto and T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed
/// uniform pseudo-random number generator", ACM Transactions on Modeling and Computer Simulation
/// 8(1), 1998; the two initialisations are those of the authors' revision of January 2002
/// (`init_genrand` and `init_by_array`).
///
/// An instance is mutable and belongs to one thread.
public final class MersenneTwister {

  /// The number of 32-bit words of state.
  public static final int STATE_WORDS = 624;

  private static final int MIDDLE = 397;
  private static final int UPPER_BIT = 0x80000000;
  private static final int LOWER_BITS = 0x7fffffff;
  private static final int TWIST_MATRIX = 0x9908b0df;

  private final int[] state;

  /// The next word to hand out. 0 only before the first draw: later a used-up state stands at 624.
  private int position;

  /// A generator seeded by one word, read as unsigned (`init_genrand`).
  public MersenneTwister(int seed) {
    this.state = expand(seed);
    this.position = 0;
  }

  private MersenneTwister(int[] state, int position) {
    this.state = state;
    this.position = position;
  }

  /// A generator seeded by several words, each read as unsigned (`init_by_array`), as Python's
  /// `random.seed` does.
  ///
  /// @param key at least one word
  /// @throws IllegalArgumentException if the key is empty
  public static MersenneTwister fromKey(int[] key) {
    if (key.length == 0) {
      throw new IllegalArgumentException(
          "MersenneTwister: the key must have at least one word; it was empty; pass {0} for zero");
    }
    int[] s = expand(19650218);
    int i = 1;
    int j = 0;
    for (int k = Math.max(STATE_WORDS, key.length); k > 0; k--) {
      s[i] = (s[i] ^ (mixed(s[i - 1]) * 1664525)) + key[j] + j;
      i = wrap(i + 1, s);
      j = (j + 1) % key.length;
    }
    for (int k = STATE_WORDS - 1; k > 0; k--) {
      s[i] = (s[i] ^ (mixed(s[i - 1]) * 1566083941)) - i;
      i = wrap(i + 1, s);
    }
    s[0] = UPPER_BIT; // assures that the state is not all zero
    return new MersenneTwister(s, 0);
  }

  /// A generator that continues from words and a position read from another one.
  ///
  /// @param words the 624 words of [#words]
  /// @param position what [#position] said, from 0 to 624
  /// @throws IllegalArgumentException if either is out of range
  public static MersenneTwister restore(int[] words, int position) {
    if (words.length != STATE_WORDS || position < 0 || position > STATE_WORDS) {
      throw new IllegalArgumentException(
          "MersenneTwister: needs 624 words and a position from 0 to 624; got %d and %d; %s"
              .formatted(words.length, position, "pass what words() and position() gave"));
    }
    return new MersenneTwister(words.clone(), position);
  }

  /// An independent generator that continues as this one would.
  public MersenneTwister copy() {
    return new MersenneTwister(state.clone(), position);
  }

  /// The words of state, copied.
  public int[] words() {
    return state.clone();
  }

  /// How many words of the present state have been handed out; 0 only before the first draw.
  public int position() {
    return position;
  }

  /// The next 32 random bits.
  public int nextInt32() {
    if (position == 0 || position == STATE_WORDS) {
      twist();
      position = 0;
    }
    int y = state[position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /// The next 64 random bits: two draws, the first one on top, as PyTorch joins them.
  public long nextInt64() {
    long high = nextInt32();
    return (high << 32) | Integer.toUnsignedLong(nextInt32());
  }

  private void twist() {
    int k = 0;
    for (; k < STATE_WORDS - MIDDLE; k++) {
      state[k] = state[k + MIDDLE] ^ twisted(state[k], state[k + 1]);
    }
    for (; k < STATE_WORDS - 1; k++) {
      state[k] = state[k + MIDDLE - STATE_WORDS] ^ twisted(state[k], state[k + 1]);
    }
    state[k] = state[MIDDLE - 1] ^ twisted(state[k], state[0]);
  }

  private static int twisted(int upper, int lower) {
    int y = (upper & UPPER_BIT) | (lower & LOWER_BITS);
    return (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST_MATRIX);
  }

  private static int[] expand(int seed) {
    int[] s = new int[STATE_WORDS];
    s[0] = seed;
    for (int i = 1; i < STATE_WORDS; i++) {
      s[i] = 1812433253 * mixed(s[i - 1]) + i;
    }
    return s;
  }

  private static int mixed(int word) {
    return word ^ (word >>> 30);
  }

  /// The next index from 1 to 623; passing the end carries the last word over to the front.
  private static int wrap(int i, int[] s) {
    if (i < STATE_WORDS) {
      return i;
    }
    s[0] = s[STATE_WORDS - 1];
    return 1;
  }
}
