package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.Numbers;
import java.math.BigInteger;
import java.util.Locale;

/// Reads numbers from strings, as `int('12')` and `float('1e-3')` do.
final class NumberText {
  private static final int LARGEST_RADIX = 36;
  private static final int MOST_BITS_PER_DIGIT = 6;

  private NumberText() {}

  static Object integer(RunState run, String text, long base) {
    boolean isBase = base == 0 || (base >= 2 && base <= LARGEST_RADIX);
    if (!isBase) {
      throw new WorksheetException("int: base must be 0 or from 2 to 36, got " + base);
    }
    String digits = text.strip();
    boolean isNegative = digits.startsWith("-");
    if (isNegative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    int radix = (int) base;
    int prefixed = prefix(digits);
    if (prefixed > 0 && (base == 0 || base == prefixed)) {
      radix = prefixed;
      digits = digits.substring(digits.startsWith("_", 2) ? 3 : 2);
    } else if (base == 0) {
      radix = 10;
    }
    if (!areDigits(digits, radix)) {
      throw new WorksheetException("int: " + Describe.value(text) + " is not a whole number");
    }
    run.budget().integer((long) digits.length() * MOST_BITS_PER_DIGIT);
    BigInteger number = new BigInteger(digits.replace("_", ""), radix);
    return Numbers.integer(isNegative ? number.negate() : number);
  }

  private static int prefix(String digits) {
    if (digits.length() < 3 || digits.charAt(0) != '0') {
      return 0;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 0;
    };
  }

  /// Digits, with single underscores between them.
  private static boolean areDigits(String text, int radix) {
    boolean afterDigit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isDigit = Character.digit(c, radix) >= 0;
      if (!isDigit && (c != '_' || !afterDigit)) {
        return false;
      }
      afterDigit = isDigit;
    }
    return afterDigit;
  }

  static double real(String text) {
    String stripped = text.strip().toLowerCase(Locale.ROOT);
    boolean isNegative = stripped.startsWith("-");
    boolean isSigned = isNegative || stripped.startsWith("+");
    String unsigned = isSigned ? stripped.substring(1) : stripped;
    double size =
        switch (unsigned) {
          case "inf", "infinity" -> Double.POSITIVE_INFINITY;
          case "nan" -> Double.NaN;
          default -> {
            if (!isDecimal(unsigned)) {
              throw new WorksheetException("float: " + Describe.value(text) + " is not a number");
            }
            yield Double.parseDouble(unsigned.replace("_", ""));
          }
        };
    return isNegative ? -size : size;
  }

  private static boolean isDecimal(String text) {
    int e = text.indexOf('e');
    String mantissa = e < 0 ? text : text.substring(0, e);
    int point = mantissa.indexOf('.');
    String whole = point < 0 ? mantissa : mantissa.substring(0, point);
    String fraction = point < 0 ? "" : mantissa.substring(point + 1);
    boolean hasMantissa =
        isEmptyOrDigits(whole)
            && isEmptyOrDigits(fraction)
            && !(whole.isEmpty() && fraction.isEmpty());
    if (e < 0 || !hasMantissa) {
      return hasMantissa;
    }
    String exponent = text.substring(e + 1);
    boolean isSigned = exponent.startsWith("-") || exponent.startsWith("+");
    return areDecimalDigits(isSigned ? exponent.substring(1) : exponent);
  }

  private static boolean isEmptyOrDigits(String text) {
    return text.isEmpty() || areDecimalDigits(text);
  }

  private static boolean areDecimalDigits(String text) {
    return areDigits(text, 10) && text.chars().allMatch(c -> c < 128);
  }
}
