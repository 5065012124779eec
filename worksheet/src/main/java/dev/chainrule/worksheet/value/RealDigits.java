package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// The digits of a float in one of the formats `e f g %` or none, rounded once, half to even, from
/// the float's exact value.
final class RealDigits {
  private static final int USUAL_PRECISION = 6;
  private static final int LEAST_PLAIN = -4;

  private RealDigits() {}

  /// The digits of a number that is finite and not negative.
  static String of(RunState run, FormatSpecification form, double number) {
    int precision = form.precision() < 0 ? USUAL_PRECISION : form.precision();
    run.budget().text(precision);
    return switch (form.type()) {
      case 'f', 'F' -> fixed(number, precision, form.isAlternate());
      case '%' -> fixed(number * 100, precision, form.isAlternate()) + "%";
      case 'e', 'E' -> scientific(number, precision, form.isAlternate());
      case 'g', 'G', 'n' -> general(number, Math.max(1, precision), false, form.isAlternate());
      case ' ' ->
          form.precision() < 0
              ? shortest(number, form.isAlternate())
              : general(number, Math.max(1, precision), true, form.isAlternate());
      default -> throw form.unsuited("float");
    };
  }

  private static String shortest(double number, boolean keepsPoint) {
    String digits = FloatText.repr(number);
    int e = digits.indexOf('e');
    boolean lacksPoint = keepsPoint && e >= 0 && digits.indexOf('.') < 0;
    return lacksPoint ? digits.substring(0, e) + "." + digits.substring(e) : digits;
  }

  private static String fixed(double number, int decimals, boolean keepsPoint) {
    if (Double.isInfinite(number)) {
      return FloatText.unusual(number);
    }
    String digits =
        new BigDecimal(number).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    return keepsPoint && decimals == 0 ? digits + "." : digits;
  }

  private static String scientific(double number, int decimals, boolean keepsPoint) {
    FloatText.Decimal decimal =
        number == 0 ? new FloatText.Decimal("0", 0) : FloatText.significant(number, decimals + 1);
    String digits = decimal.scientific(decimals);
    return keepsPoint && decimals == 0 ? digits.charAt(0) + "." + digits.substring(1) : digits;
  }

  /// Plain or scientific, whichever suits the exponent, without trailing zeros unless these are to
  /// be kept. Without a type, one place is left for a digit after the point.
  private static String general(
      double number, int digits, boolean needsFraction, boolean keepsZeros) {
    FloatText.Decimal decimal =
        number == 0 ? new FloatText.Decimal("0", 0) : FloatText.significant(number, digits);
    int exponent = decimal.exponent();
    boolean isPlain = exponent >= LEAST_PLAIN && exponent < digits - (needsFraction ? 1 : 0);
    if (isPlain) {
      int decimals = keepsZeros ? digits - 1 - exponent : needsFraction ? 1 : 0;
      String text = decimal.plain(decimals);
      return keepsZeros && text.indexOf('.') < 0 ? text + "." : text;
    }
    String text = decimal.scientific(keepsZeros ? digits - 1 : 0);
    return keepsZeros && digits == 1 ? text.charAt(0) + "." + text.substring(1) : text;
  }
}
