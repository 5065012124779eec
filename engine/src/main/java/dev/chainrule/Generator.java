package dev.chainrule;

import dev.chainrule.random.Categorical;
import dev.chainrule.random.GeneratorState;
import dev.chainrule.random.MersenneTwister;
import dev.chainrule.random.NormalSampler;
import dev.chainrule.random.Uniform;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A seeded source of random numbers that replays PyTorch's CPU generator, so that published
/// examples come out with their published numbers.
///
/// It is MT19937 ([MersenneTwister]) seeded with the low 32 bits of the seed. [#rand], [#uniform],
/// [#randint], [#randperm] and [#bernoulli] give the bits that PyTorch 1.13 gives; [#randn] is
/// within 2e-6 of it, since PyTorch's float32 logarithm and cosine are approximations of their own.
/// A new generator has PyTorch's fixed seed, so a program without a seed of its own also repeats.
///
/// PyTorch built with Intel's MKL draws [#bernoulli] (and so dropout) from another sequence; here
/// it follows the build without it.
///
/// Methods return new arrays, which a caller shapes. A generator is mutable and belongs to one
/// thread.
public final class Generator {

  /// The seed of a generator that nobody seeded: 67280421310721, the one PyTorch uses.
  public static final long DEFAULT_SEED = 67_280_421_310_721L;

  private final NormalSampler normal = new NormalSampler();
  private long initialSeed;
  private MersenneTwister source;

  /// A generator with the fixed seed [#DEFAULT_SEED].
  public Generator() {
    this(DEFAULT_SEED);
  }

  /// A generator with a seed of its own; see [#manualSeed].
  public Generator(long seed) {
    this.initialSeed = seed;
    this.source = new MersenneTwister((int) seed);
  }

  /// Starts the sequence of a seed and forgets everything before, a waiting normal number too.
  /// Seeds that agree in their low 32 bits give one sequence.
  ///
  /// @return this generator
  public Generator manualSeed(long seed) {
    initialSeed = seed;
    source = new MersenneTwister((int) seed);
    normal.setWaiting(OptionalDouble.empty());
    return this;
  }

  /// The seed that the present sequence started from.
  public long initialSeed() {
    return initialSeed;
  }

  /// An independent generator that continues as this one would.
  public Generator copy() {
    return new Generator(initialSeed).setState(state());
  }

  /// Everything that determines the numbers to come, in the 5,056 bytes of PyTorch's
  /// `Generator.get_state()`.
  public byte[] state() {
    return new GeneratorState(initialSeed, source, normal.waiting()).toBytes();
  }

  /// Continues where the generator stood whose [#state] this is; PyTorch's own bytes are accepted.
  ///
  /// @return this generator
  /// @throws IllegalArgumentException if the bytes are no such state
  public Generator setState(byte[] state) {
    GeneratorState read = GeneratorState.fromBytes(state);
    initialSeed = read.initialSeed();
    source = read.source();
    normal.setWaiting(read.waitingNormal());
    return this;
  }

  /// Uniform float32 numbers in [0, 1).
  ///
  /// @param n how many, 0 or more
  public float[] rand(int n) {
    float[] out = new float[count("rand", n)];
    Uniform.fill(out, 0, source);
    return out;
  }

  /// Uniform float64 numbers in [0, 1).
  ///
  /// @param n how many, 0 or more
  public double[] randDouble(int n) {
    double[] out = new double[count("rand", n)];
    Uniform.fill(out, 0, source);
    return out;
  }

  /// Uniform float32 numbers from `low` to `high`, as `Tensor.uniform_` draws them: one of [#rand],
  /// stretched and shifted with a single rounding.
  ///
  /// @param n how many, 0 or more
  public float[] uniform(float low, float high, int n) {
    checkBounds(low, high);
    float[] out = new float[count("uniform", n)];
    for (int i = 0; i < n; i++) {
      out[i] = Math.fma(Uniform.nextFloat(source), high - low, low);
    }
    return out;
  }

  /// Uniform float64 numbers from `low` to `high`, as `Tensor.uniform_` draws them.
  ///
  /// @param n how many, 0 or more
  public double[] uniformDouble(double low, double high, int n) {
    checkBounds(low, high);
    double[] out = new double[count("uniform", n)];
    for (int i = 0; i < n; i++) {
      out[i] = Math.fma(Uniform.nextDouble(source), high - low, low);
    }
    return out;
  }

  /// Whole numbers from `low` (included) to `high` (excluded): a draw modulo the size of the range,
  /// of 32 bits if the range has fewer than 2^32 numbers, else of 64.
  ///
  /// @param n how many, 0 or more
  /// @throws IllegalArgumentException if `low` is not below `high`
  public long[] randint(long low, long high, int n) {
    long[] out = new long[count("randint", n)];
    randint(low, high, out);
    return out;
  }

  /// Fills `out` with the numbers that [#randint(long, long, int)] gives, for callers who draw
  /// often.
  ///
  /// @throws IllegalArgumentException if `low` is not below `high`
  public void randint(long low, long high, long[] out) {
    if (low >= high) {
      throw new IllegalArgumentException(
          "randint: low must be below high; got low %d and high %d; high itself is never drawn"
              .formatted(low, high));
    }
    long range = high - low; // unsigned: from a very low to a very high bound it passes 2^63
    boolean wide = (range >>> 32) != 0;
    for (int i = 0; i < out.length; i++) {
      long draw = wide ? source.nextInt64() : Integer.toUnsignedLong(source.nextInt32());
      out[i] = Long.remainderUnsigned(draw, range) + low;
    }
  }

  /// The numbers 0 to n − 1 in random order, by the exchange method of Fisher and Yates from the
  /// front.
  ///
  /// @param n how many, 0 or more
  public long[] randperm(int n) {
    long[] out = new long[count("randperm", n)];
    for (int i = 0; i < n; i++) {
      out[i] = i;
    }
    for (int i = 0; i < n - 1; i++) {
      int other = i + Integer.remainderUnsigned(source.nextInt32(), n - i);
      long kept = out[i];
      out[i] = out[other];
      out[other] = kept;
    }
    return out;
  }

  /// Standard normal float32 numbers. Fewer than 16 are drawn pair by pair, and an odd one waits
  /// for the next such call; from 16 on they are made in blocks ([NormalSampler] tells how), so
  /// `randn(20)` does not begin with the numbers of `randn(10)`.
  ///
  /// @param n how many, 0 or more
  public float[] randn(int n) {
    float[] out = new float[count("randn", n)];
    normal.fill(out, source);
    return out;
  }

  /// Standard normal float64 numbers, in the order of [#randn].
  ///
  /// @param n how many, 0 or more
  public double[] randnDouble(int n) {
    double[] out = new double[count("randn", n)];
    normal.fill(out, source);
    return out;
  }

  /// Trials that are true with probability `p`; dropout with rate r keeps where `bernoulli(1 - r)`
  /// is true.
  ///
  /// @param p from 0 to 1
  /// @param n how many, 0 or more
  /// @throws IllegalArgumentException if `p` is no probability
  public boolean[] bernoulli(double p, int n) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "bernoulli: p must be from 0 to 1; got %s; pass the probability of true".formatted(p));
    }
    boolean[] out = new boolean[count("bernoulli", n)];
    for (int i = 0; i < n; i++) {
      out[i] = Uniform.nextDouble(source) < p;
    }
    return out;
  }

  /// Indices drawn with probabilities in proportion to float32 weights.
  ///
  /// @param weights finite, none negative, not all 0
  /// @param n how many, 1 or more; without replacement at most as many as there are weights
  /// @param replacement whether an index may be drawn again
  /// @throws IllegalArgumentException if the weights or the count cannot be used
  public long[] multinomial(float[] weights, int n, boolean replacement) {
    double[] widened = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).toArray();
    checkWeights(widened, n, replacement);
    return replacement
        ? Categorical.independent(widened, n, x -> (float) x, source)
        : Categorical.distinct(widened, n, x -> (float) x, source);
  }

  /// Indices drawn with probabilities in proportion to float64 weights; see the float32 form.
  public long[] multinomial(double[] weights, int n, boolean replacement) {
    checkWeights(weights, n, replacement);
    return replacement
        ? Categorical.independent(weights, n, x -> x, source)
        : Categorical.distinct(weights, n, x -> x, source);
  }

  private static int count(String operation, int n) {
    if (n < 0) {
      throw new IllegalArgumentException(
          operation + ": the count must not be negative; got " + n + "; pass 0 or more");
    }
    return n;
  }

  private static void checkBounds(double low, double high) {
    if (!(low <= high && high - low < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "uniform: the bounds must be finite, low not above high; got low %s and high %s; swap them"
              .formatted(low, high));
    }
  }

  private static void checkWeights(double[] weights, int n, boolean replacement) {
    if (!DoubleStream.of(weights).allMatch(w -> w >= 0 && w < Double.POSITIVE_INFINITY)
        || !(DoubleStream.of(weights).sum() > 0)) {
      throw new IllegalArgumentException(
          "multinomial: weights must be finite, none negative, and not all 0; got "
              + DoubleStream.of(weights).boxed().limit(8).toList()
              + (weights.length > 8 ? " and more" : "")
              + "; pass probabilities or counts");
    }
    if (n < 1 || (!replacement && n > weights.length)) {
      throw new IllegalArgumentException(
          "multinomial: the count must be %s; got %d; draw %s"
              .formatted(
                  replacement ? "1 or more" : "from 1 to " + weights.length + " (the weights)",
                  n,
                  replacement ? "at least one" : "fewer, or with replacement"));
    }
  }
}
