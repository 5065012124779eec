package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import java.math.BigInteger;

/// Python's hash of the values that can be keys. Equal numbers have equal hashes whatever their
/// type, and because the order of a set follows from these hashes, they are CPython's own for
/// numbers and tuples. (Of strings, CPython draws a new hash in every process.)
final class Hashing {
  private static final int BITS = 61;
  private static final long MODULUS = (1L << BITS) - 1;
  private static final BigInteger BIG_MODULUS = BigInteger.valueOf(MODULUS);
  private static final long INFINITY = 314159;
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  private Hashing() {}

  /// The hash.
  ///
  /// @throws WorksheetException for a value that can change
  static long of(RunState run, Object value) {
    return switch (value) {
      case Long number -> of(number);
      case Boolean truth -> truth ? 1 : 0;
      case Double number -> of(number);
      case BigInteger number -> of(number);
      case String text -> spread(text.hashCode());
      case TupleValue tuple -> of(run, tuple);
      case RangeValue range -> spread(range.hashCode());
      case ListValue list -> throw unhashable(value);
      case DictValue dict -> throw unhashable(value);
      case SetValue set -> throw unhashable(value);
      case SliceValue slice -> throw unhashable(value);
      default -> spread(System.identityHashCode(value));
    };
  }

  private static WorksheetException unhashable(Object value) {
    return new WorksheetException(
        Describe.withArticle(Describe.type(value))
            + " can change, so it cannot be a key of a dictionary or a member of a set");
  }

  private static long of(long number) {
    long hash = number % MODULUS;
    return hash == -1 ? -2 : hash;
  }

  private static long of(BigInteger number) {
    long hash = number.abs().mod(BIG_MODULUS).longValue() * number.signum();
    return hash == -1 ? -2 : hash;
  }

  /// A float is a fraction of integers; its hash is that fraction modulo a prime. The prime being
  /// 2^61 − 1, a power of two is a rotation by its exponent.
  private static long of(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? INFINITY : -INFINITY;
    }
    if (Double.isNaN(number) || number == 0) {
      return 0;
    }
    int exponent = Math.getExponent(number) - 52;
    long mantissa = Double.doubleToRawLongBits(number) & 0xFFFFFFFFFFFFFL;
    if (Math.abs(number) < Double.MIN_NORMAL) {
      exponent++;
    } else {
      mantissa |= 1L << 52;
    }
    int turn = Math.floorMod(exponent, BITS);
    long rotated = ((mantissa << turn) & MODULUS) | (mantissa >>> (BITS - turn));
    long hash = (number < 0 ? -1 : 1) * (rotated == MODULUS ? 0 : rotated);
    return hash == -1 ? -2 : hash;
  }

  private static long of(RunState run, TupleValue tuple) {
    run.budget().enter();
    long hash = PRIME_5;
    for (Object item : tuple.items()) {
      run.budget().step();
      hash += of(run, item) * PRIME_2;
      hash = Long.rotateLeft(hash, 31) * PRIME_1;
    }
    hash += tuple.items().size() ^ (PRIME_5 ^ 3527539L);
    run.budget().leave();
    return hash == -1 ? 1546275796L : hash;
  }

  private static long spread(int hash) {
    return (hash * PRIME_1) >>> 3;
  }
}
