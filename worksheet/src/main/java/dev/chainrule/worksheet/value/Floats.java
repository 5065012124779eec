package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;

/// Python's arithmetic on floats, where it is not Java's: division and remainder round down, and
/// powers that C's `pow` and Java's see differently.
final class Floats {
  private Floats() {}

  static Object binary(RunState run, BinaryOperator operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> {
        requireDivisor(b);
        yield a / b;
      }
      case FLOOR_DIVIDE -> floorDivide(run, a, b)[0];
      case MODULO -> floorDivide(run, a, b)[1];
      case POWER -> power(a, b);
      default -> throw Operators.unsupported(operator.symbol(), a, b);
    };
  }

  private static void requireDivisor(double divisor) {
    if (divisor == 0) {
      throw new WorksheetException("division by zero");
    }
  }

  /// The quotient rounded down, and what remains, which has the divisor's sign. The quotient is a
  /// step function, so it is decided once for both runs.
  static double[] floorDivide(RunState run, double a, double b) {
    requireDivisor(b);
    double remainder = a % b;
    double quotient = (a - remainder) / b;
    if (remainder == 0) {
      remainder = Math.copySign(0.0, b);
    } else if ((b < 0) != (remainder < 0)) {
      remainder += b;
      quotient -= 1;
    }
    double own = quotient == 0 ? Math.copySign(0.0, a / b) : nearestWhole(quotient);
    double decided = run.decisions().decide(Double.valueOf(own));
    boolean isOwn = decided == own || Double.isNaN(own);
    return new double[] {decided, isOwn ? remainder : a - decided * b};
  }

  /// The quotient is whole but for a rounding error.
  private static double nearestWhole(double quotient) {
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  static double power(double base, double exponent) {
    if (exponent == 0 || base == 1) {
      return 1;
    }
    boolean isWhole = exponent == Math.rint(exponent);
    if (base == 0 && exponent < 0) {
      throw new WorksheetException("0.0 cannot be raised to a negative power");
    }
    boolean isComplex = base < 0 && !isWhole && !Double.isInfinite(base);
    if (isComplex) {
      throw new WorksheetException(
          "a negative number raised to a fraction is complex; worksheets know no complex numbers");
    }
    if (base == -1 && Double.isInfinite(exponent)) {
      return 1;
    }
    double result = Math.pow(base, exponent);
    boolean overflows =
        Double.isInfinite(result) && !Double.isInfinite(base) && !Double.isInfinite(exponent);
    if (overflows) {
      throw new WorksheetException("this power is too large for a float");
    }
    return result;
  }
}
