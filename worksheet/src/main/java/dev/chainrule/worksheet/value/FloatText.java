package dev.chainrule.worksheet.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Floats as Python writes them: the shortest digits that give the same float, in plain notation
/// from 1e-4 to below 1e16.
public final class FloatText {
  private static final int LEAST_PLAIN = -4;
  private static final int LEAST_SCIENTIFIC = 16;

  /// The digits of a positive number, without trailing zeros, and where the point stands.
  ///
  /// @param digits at least one
  /// @param exponent of the first digit: 0 for 1 to below 10
  record Decimal(String digits, int exponent) {
    /// The number with its digits at least `decimals` deep after the point.
    String plain(int decimals) {
      StringBuilder text = new StringBuilder();
      if (exponent < 0) {
        text.append("0.").append("0".repeat(-exponent - 1)).append(digits);
      } else if (digits.length() <= exponent + 1) {
        text.append(digits).append("0".repeat(exponent + 1 - digits.length())).append('.');
      } else {
        text.append(digits, 0, exponent + 1)
            .append('.')
            .append(digits, exponent + 1, digits.length());
      }
      int missing = decimals - (text.length() - text.indexOf(".") - 1);
      text.append("0".repeat(Math.max(0, missing)));
      boolean endsInPoint = text.charAt(text.length() - 1) == '.';
      return endsInPoint ? text.substring(0, text.length() - 1) : text.toString();
    }

    /// The number as `1.5e-05`, with at least `decimals` digits after the point.
    String scientific(int decimals) {
      int missing = Math.max(0, decimals - (digits.length() - 1));
      String fraction = digits.substring(1) + "0".repeat(missing);
      String mantissa = digits.charAt(0) + (fraction.isEmpty() ? "" : "." + fraction);
      String size = String.valueOf(Math.abs(exponent));
      String padded = size.length() < 2 ? "0" + size : size;
      return mantissa + (exponent < 0 ? "e-" : "e+") + padded;
    }
  }

  private FloatText() {}

  /// As `repr` and `str` show it.
  public static String repr(double number) {
    if (!Double.isFinite(number)) {
      return unusual(number);
    }
    String sign = Double.doubleToRawLongBits(number) < 0 ? "-" : "";
    if (number == 0) {
      return sign + "0.0";
    }
    Decimal shortest = shortest(Math.abs(number));
    boolean isPlain = shortest.exponent >= LEAST_PLAIN && shortest.exponent < LEAST_SCIENTIFIC;
    return sign + (isPlain ? shortest.plain(1) : shortest.scientific(0));
  }

  /// `nan`, `inf` or `-inf`.
  static String unusual(double number) {
    return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
  }

  /// The fewest digits that give the same float. Java's own text has at least two; where one is
  /// enough, as for the smallest float, Python writes one.
  static Decimal shortest(double positive) {
    BigDecimal java = new BigDecimal(Double.toString(positive));
    BigDecimal single = java.round(new MathContext(1, RoundingMode.HALF_EVEN));
    return decimal(single.doubleValue() == positive ? single : java);
  }

  /// The digits of a number rounded, half to even, to so many digits in all.
  static Decimal significant(double positive, int digits) {
    return decimal(new BigDecimal(positive).round(new MathContext(digits, RoundingMode.HALF_EVEN)));
  }

  private static Decimal decimal(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    String digits = stripped.unscaledValue().toString();
    return new Decimal(digits, digits.length() - 1 - stripped.scale());
  }
}
