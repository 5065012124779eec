package dev.chainrule.random;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;

/// CPython's `random.Random`: how it seeds the Mersenne Twister, and how it makes floats and
/// integers below a bound of its words (`Modules/_randommodule.c`, `Lib/random.py` of Python 3.11).
/// The sequences are Python's, number by number.
///
/// An instance is mutable and belongs to one thread.
public final class PythonRandom {
  private MersenneTwister twister = MersenneTwister.fromKey(new int[] {0});
  private double spareNormal = Double.NaN;

  /// As after `random.seed(0)`.
  public PythonRandom() {}

  /// As after `random.seed(seed)`.
  public PythonRandom(long seed) {
    seed(BigInteger.valueOf(seed));
  }

  /// Seeds with an int, of which the sign does not count.
  public void seed(BigInteger seed) {
    BigInteger size = seed.abs();
    int words = Math.max(1, (size.bitLength() + Integer.SIZE - 1) / Integer.SIZE);
    int[] key = new int[words];
    for (int i = 0; i < words; i++) {
      key[i] = size.shiftRight(Integer.SIZE * i).intValue();
    }
    twister = MersenneTwister.fromKey(key);
    spareNormal = Double.NaN;
  }

  /// Seeds with a string: its bytes followed by their SHA-512, as one large int.
  public void seed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-512").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-512 but this one", e);
    }
    byte[] all = new byte[bytes.length + digest.length];
    System.arraycopy(bytes, 0, all, 0, bytes.length);
    System.arraycopy(digest, 0, all, bytes.length, digest.length);
    seed(new BigInteger(1, all));
  }

  /// A float from 0 to below 1, of 53 random bits.
  public double random() {
    long high = Integer.toUnsignedLong(twister.nextInt32()) >>> 5;
    long low = Integer.toUnsignedLong(twister.nextInt32()) >>> 6;
    return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
  }

  /// `getrandbits`: an int of so many random bits, 0 or more; the words come lowest first.
  public BigInteger bits(int count) {
    BigInteger result = BigInteger.ZERO;
    for (int done = 0; done < count; done += Integer.SIZE) {
      int wanted = Math.min(Integer.SIZE, count - done);
      long word = Integer.toUnsignedLong(twister.nextInt32()) >>> (Integer.SIZE - wanted);
      result = result.or(BigInteger.valueOf(word).shiftLeft(done));
    }
    return result;
  }

  /// `randrange(bound)`: an int from 0 to below `bound`; draws until one fits.
  ///
  /// @throws IllegalArgumentException if the bound is not positive
  public long below(long bound) {
    if (bound <= 0) {
      throw notPositive(bound);
    }
    int count = Long.SIZE - Long.numberOfLeadingZeros(bound);
    long drawn = smallBits(count);
    while (drawn >= bound) {
      drawn = smallBits(count);
    }
    return drawn;
  }

  private long smallBits(int count) {
    return count <= Integer.SIZE
        ? Integer.toUnsignedLong(twister.nextInt32()) >>> (Integer.SIZE - count)
        : bits(count).longValue();
  }

  /// `randrange(bound)` for any bound, however large.
  ///
  /// @throws IllegalArgumentException if the bound is not positive
  public BigInteger below(BigInteger bound) {
    if (bound.signum() <= 0) {
      throw notPositive(bound);
    }
    BigInteger drawn = bits(bound.bitLength());
    while (drawn.compareTo(bound) >= 0) {
      drawn = bits(bound.bitLength());
    }
    return drawn;
  }

  private static IllegalArgumentException notPositive(Number bound) {
    return new IllegalArgumentException(
        "PythonRandom: the bound must be positive; got %d; there is nothing to draw from"
            .formatted(bound));
  }

  /// `randint(low, high)`: an int from `low` to `high`, both included.
  ///
  /// @throws IllegalArgumentException if `low` is above `high`
  public long between(long low, long high) {
    if (low > high) {
      throw new IllegalArgumentException(
          "PythonRandom: low must not be above high; got %d and %d; swap them"
              .formatted(low, high));
    }
    BigInteger first = BigInteger.valueOf(low);
    BigInteger count = BigInteger.valueOf(high).subtract(first).add(BigInteger.ONE);
    return first.add(below(count)).longValueExact();
  }

  /// `shuffle`: exchanges each place, from the last one down, with one of those up to it.
  public void shuffle(List<?> items) {
    for (int i = items.size() - 1; i > 0; i--) {
      Collections.swap(items, i, (int) below(i + 1L));
    }
  }

  /// `gauss`: a normal number; they are made in pairs, of which the second is kept for the next
  /// call.
  public double normal(double mean, double deviation) {
    double z = spareNormal;
    spareNormal = Double.NaN;
    if (Double.isNaN(z)) {
      double angle = random() * Math.TAU;
      double radius = Math.sqrt(-2.0 * Math.log(1.0 - random()));
      z = Math.cos(angle) * radius;
      spareNormal = Math.sin(angle) * radius;
    }
    return mean + z * deviation;
  }
}
