package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.WorksheetException;
import java.math.BigDecimal;
import java.math.BigInteger;

/// What integers, floats and booleans have in common.
public final class Numbers {
  /// Beyond this, a `long` is not always a `double`.
  private static final long EXACT_DOUBLE = 1L << 53;

  private Numbers() {}

  /// True for ints, floats and bools.
  public static boolean isNumber(Object value) {
    return value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof BigInteger;
  }

  /// True for ints and bools.
  public static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
  }

  /// The number, with `True` and `False` as 1 and 0.
  static Object plain(Object value) {
    return value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value;
  }

  /// An int as a `BigInteger`.
  public static BigInteger big(Object integer) {
    return switch (plain(integer)) {
      case BigInteger number -> number;
      case Object number -> BigInteger.valueOf((Long) number);
    };
  }

  /// A `Long` where it fits.
  public static Object integer(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  /// A number as a float, rounded to the nearest.
  public static double toDouble(Object number) {
    return switch (number) {
      case Double value -> value;
      case Long value -> value.doubleValue();
      case Boolean value -> value ? 1.0 : 0.0;
      case BigInteger value -> {
        double result = value.doubleValue();
        if (Double.isInfinite(result)) {
          throw new WorksheetException("this int is too large for a float");
        }
        yield result;
      }
      default -> throw new WorksheetException(Describe.value(number) + " is not a number");
    };
  }

  /// Negative, zero or positive as `left` is less than, equal to or greater than `right`, exactly,
  /// whatever their types. Neither may be NaN.
  static int compare(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return a < b ? -1 : a > b ? 1 : 0;
    }
    if (isExactDouble(left) && isExactDouble(right)) {
      double a = toDouble(left);
      double b = toDouble(right);
      return a < b ? -1 : a > b ? 1 : 0;
    }
    if (left instanceof Double a && a.isInfinite()) {
      return a > 0 ? 1 : -1;
    }
    if (right instanceof Double b && b.isInfinite()) {
      return b > 0 ? -1 : 1;
    }
    return exact(left).compareTo(exact(right));
  }

  static boolean isNan(Object number) {
    return number instanceof Double value && value.isNaN();
  }

  private static boolean isExactDouble(Object number) {
    return number instanceof Double
        || number instanceof Boolean
        || (number instanceof Long value && Math.abs(value) <= EXACT_DOUBLE);
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double value ? new BigDecimal(value) : new BigDecimal(big(number));
  }
}
