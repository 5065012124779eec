package dev.chainrule.worksheet.syntax;

import java.math.BigInteger;
import org.antlr.v4.runtime.Token;

/// Reads numbers as they are written in a worksheet.
final class NumberLiteral {
  private static final int LONGEST = 1000;
  private static final int ALWAYS_FITS_LONG = 15;

  private NumberLiteral() {}

  /// A `Long`, a `BigInteger` beyond 64 bits, or a `Double`.
  static Object value(Token token) {
    String text = token.getText().replace("_", "");
    if (text.length() > LONGEST) {
      throw SyntaxErrors.at(
          token, "this number has " + text.length() + " digits; the limit is " + LONGEST);
    }
    char last = text.charAt(text.length() - 1);
    int radix = radix(text);
    if (radix != 10) {
      return integer(text.substring(2), radix);
    }
    if (last == 'j' || last == 'J') {
      throw SyntaxErrors.at(token, "'" + text + "': complex numbers are not part of worksheets");
    }
    if (!isInteger(text)) {
      return Double.valueOf(text);
    }
    if (text.length() > 1 && text.charAt(0) == '0' && !text.chars().allMatch(c -> c == '0')) {
      throw SyntaxErrors.at(token, "'" + text + "': a whole number cannot begin with 0");
    }
    return integer(text, 10);
  }

  private static int radix(String text) {
    if (text.length() < 2 || text.charAt(0) != '0') {
      return 10;
    }
    return switch (text.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private static boolean isInteger(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Object integer(String digits, int radix) {
    if (digits.length() <= ALWAYS_FITS_LONG) {
      return Long.valueOf(digits, radix);
    }
    BigInteger value = new BigInteger(digits, radix);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }
}
