package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/// Python's arithmetic on integers of any size (within the budget): `Long` as long as it fits,
/// `BigInteger` beyond.
final class Integers {
  private static final int LARGEST_SHIFT = 1_000_000_000;

  /// Enough digits that rounding to them first does not show in a double.
  private static final MathContext QUOTIENT = new MathContext(60);

  private Integers() {}

  static Object binary(RunState run, BinaryOperator operator, long a, long b) {
    return switch (operator) {
      case ADD -> {
        long sum = a + b;
        boolean overflows = ((a ^ sum) & (b ^ sum)) < 0;
        yield overflows ? (Object) BigInteger.valueOf(a).add(BigInteger.valueOf(b)) : sum;
      }
      case SUBTRACT -> {
        long difference = a - b;
        boolean overflows = ((a ^ b) & (a ^ difference)) < 0;
        yield overflows
            ? (Object) BigInteger.valueOf(a).subtract(BigInteger.valueOf(b))
            : difference;
      }
      case MULTIPLY -> {
        boolean fits = Math.multiplyHigh(a, b) == (a * b) >> 63;
        yield fits ? (Object) (a * b) : BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
      }
      case FLOOR_DIVIDE -> {
        requireDivisor(b);
        boolean overflows = a == Long.MIN_VALUE && b == -1;
        yield overflows ? (Object) BigInteger.valueOf(a).negate() : Math.floorDiv(a, b);
      }
      case MODULO -> {
        requireDivisor(b);
        yield Math.floorMod(a, b);
      }
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      default -> binary(run, operator, BigInteger.valueOf(a), BigInteger.valueOf(b));
    };
  }

  static Object binary(RunState run, BinaryOperator operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case ADD -> checked(run, a.add(b));
      case SUBTRACT -> checked(run, a.subtract(b));
      case MULTIPLY -> {
        run.budget().integer((long) a.bitLength() + b.bitLength());
        yield Numbers.integer(a.multiply(b));
      }
      case DIVIDE -> divide(a, b);
      case FLOOR_DIVIDE -> divideFloor(a, b)[0];
      case MODULO -> divideFloor(a, b)[1];
      case POWER -> power(run, a, b);
      case SHIFT_LEFT -> shift(run, a, b, 1);
      case SHIFT_RIGHT -> shift(run, a, b, -1);
      case AND -> Numbers.integer(a.and(b));
      case OR -> Numbers.integer(a.or(b));
      case XOR -> Numbers.integer(a.xor(b));
      case MATRIX_MULTIPLY -> throw Operators.unsupported("@", a, b);
    };
  }

  private static Object checked(RunState run, BigInteger result) {
    run.budget().integer(result.bitLength());
    return Numbers.integer(result);
  }

  private static void requireDivisor(long divisor) {
    if (divisor == 0) {
      throw new WorksheetException("division by zero");
    }
  }

  /// The quotient rounded down, and what remains, which has the divisor's sign.
  private static Object[] divideFloor(BigInteger a, BigInteger b) {
    requireDivisor(b.signum());
    BigInteger[] parts = a.divideAndRemainder(b);
    boolean roundsDown = parts[1].signum() != 0 && parts[1].signum() != b.signum();
    BigInteger quotient = roundsDown ? parts[0].subtract(BigInteger.ONE) : parts[0];
    BigInteger remainder = roundsDown ? parts[1].add(b) : parts[1];
    return new Object[] {Numbers.integer(quotient), Numbers.integer(remainder)};
  }

  /// `/` of two ints is a float, rounded once however large they are.
  private static Object divide(BigInteger a, BigInteger b) {
    requireDivisor(b.signum());
    if (a.signum() == 0) {
      return b.signum() < 0 ? -0.0 : 0.0;
    }
    boolean areExact = a.bitLength() <= 53 && b.bitLength() <= 53;
    double quotient =
        areExact
            ? a.doubleValue() / b.doubleValue()
            : new BigDecimal(a).divide(new BigDecimal(b), QUOTIENT).doubleValue();
    if (Double.isInfinite(quotient)) {
      throw new WorksheetException("the quotient of these ints is too large for a float");
    }
    return quotient;
  }

  private static Object power(RunState run, BigInteger base, BigInteger exponent) {
    if (exponent.signum() < 0) {
      return Floats.power(Numbers.toDouble(base), Numbers.toDouble(exponent));
    }
    boolean isSmallBase = base.bitLength() <= 1 && base.abs().compareTo(BigInteger.ONE) <= 0;
    if (isSmallBase) {
      boolean isOdd = exponent.testBit(0);
      return exponent.signum() == 0 ? 1L : Numbers.integer(isOdd ? base : base.abs());
    }
    boolean isHuge = exponent.bitLength() > 31;
    long bits = isHuge ? Long.MAX_VALUE : (base.abs().bitLength() - 1L) * exponent.longValue();
    run.budget().integer(bits);
    return Numbers.integer(base.pow(exponent.intValueExact()));
  }

  private static Object shift(RunState run, BigInteger number, BigInteger by, int direction) {
    if (by.signum() < 0) {
      throw new WorksheetException("the shift of an int must not be negative");
    }
    boolean isHuge = by.bitLength() > 31 || by.longValue() > LARGEST_SHIFT;
    if (direction < 0) {
      return Numbers.integer(number.shiftRight(isHuge ? LARGEST_SHIFT : by.intValue()));
    }
    if (number.signum() == 0) {
      return 0L;
    }
    run.budget().integer(isHuge ? Long.MAX_VALUE : number.bitLength() + by.longValue());
    return Numbers.integer(number.shiftLeft(by.intValue()));
  }
}
