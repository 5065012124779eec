package dev.chainrule.worksheet.builtin;

import dev.chainrule.random.MersenneTwister;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// CPython's `random.Random`: how it seeds the Mersenne Twister, and how it makes floats and
/// integers below a bound of its words (`Modules/_randommodule.c`, `Lib/random.py` of Python 3.11).
final class PythonRandom {
  private MersenneTwister twister = MersenneTwister.fromKey(new int[] {0});
  private double spareNormal = Double.NaN;

  /// Seeds with an int, of which the sign does not count.
  void seed(BigInteger seed) {
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
  void seed(String text) {
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
  double random() {
    long high = Integer.toUnsignedLong(twister.nextInt32()) >>> 5;
    long low = Integer.toUnsignedLong(twister.nextInt32()) >>> 6;
    return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
  }

  /// An int of so many random bits; the words come lowest first.
  BigInteger bits(int count) {
    BigInteger result = BigInteger.ZERO;
    for (int done = 0; done < count; done += Integer.SIZE) {
      int wanted = Math.min(Integer.SIZE, count - done);
      long word = Integer.toUnsignedLong(twister.nextInt32()) >>> (Integer.SIZE - wanted);
      result = result.or(BigInteger.valueOf(word).shiftLeft(done));
    }
    return result;
  }

  /// An int from 0 to below `bound`: draws until one fits.
  long below(long bound) {
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

  /// An int from 0 to below `bound`, however large.
  BigInteger below(BigInteger bound) {
    BigInteger drawn = bits(bound.bitLength());
    while (drawn.compareTo(bound) >= 0) {
      drawn = bits(bound.bitLength());
    }
    return drawn;
  }

  /// A normal number; they are made in pairs, of which the second is kept for the next call.
  double normal(double mean, double deviation) {
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
