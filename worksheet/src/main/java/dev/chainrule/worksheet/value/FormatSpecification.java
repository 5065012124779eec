package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.WorksheetException;

/// What stands after the colon of a field:
/// `[[fill]align][sign][z][#][0][width][grouping][.precision] [type]`.
///
/// @param fill a character
/// @param align `<`, `>`, `^`, `=`, or a blank for the type's own
/// @param sign `+`, `-` or a blank
/// @param dropsNegativeZero `z`: a result of −0 loses its sign
/// @param isAlternate `#`: prefixes, or trailing zeros kept
/// @param width in characters, at least
/// @param grouping `,`, `_`, or a blank for none
/// @param precision −1 if none was given
/// @param type a letter, `%`, or a blank for none
record FormatSpecification(
    String fill,
    char align,
    char sign,
    boolean dropsNegativeZero,
    boolean isAlternate,
    boolean padsWithZeros,
    int width,
    char grouping,
    int precision,
    char type) {

  private static final int LARGEST = 1_000_000_000;

  static FormatSpecification of(String text) {
    return new Reader(text).read();
  }

  WorksheetException unsuited(String valueType) {
    String which = type == ' ' ? "this format" : "the format '" + type + "'";
    return new WorksheetException(which + " does not suit " + Describe.withArticle(valueType));
  }

  /// Reads from left to right.
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    FormatSpecification read() {
      String fill = "";
      char align = ' ';
      int fillLength = text.isEmpty() ? 0 : Character.charCount(text.codePointAt(0));
      if (fillLength < text.length() && isAlign(text.charAt(fillLength))) {
        fill = text.substring(0, fillLength);
        align = text.charAt(fillLength);
        at = fillLength + 1;
      } else if (isAlign(peek())) {
        align = next();
      }
      char sign = "+- ".indexOf(peek()) >= 0 && at < text.length() ? next() : '-';
      boolean dropsNegativeZero = skip('z');
      boolean isAlternate = skip('#');
      boolean zeros = fill.isEmpty() && skip('0');
      int width = number();
      char grouping = peek() == ',' || peek() == '_' ? next() : ' ';
      int precision = -1;
      if (skip('.')) {
        if (!isDigit(peek())) {
          throw invalid();
        }
        precision = number();
      }
      char type = at < text.length() ? next() : ' ';
      if (at < text.length()) {
        throw invalid();
      }
      boolean zeroFills = zeros && align == ' ';
      return new FormatSpecification(
          zeros ? "0" : fill.isEmpty() ? " " : fill,
          align,
          sign,
          dropsNegativeZero,
          isAlternate,
          zeroFills,
          Math.max(width, 0),
          grouping,
          precision,
          type);
    }

    private int number() {
      long value = 0;
      while (isDigit(peek())) {
        value = value * 10 + (next() - '0');
        if (value > LARGEST) {
          throw new WorksheetException("the format '" + text + "' asks for too many characters");
        }
      }
      return (int) value;
    }

    private WorksheetException invalid() {
      return new WorksheetException(
          "'" + text + "' is no format; one looks like >10, .4f, 5d, .3e or 08.3f");
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private char next() {
      return text.charAt(at++);
    }

    private boolean skip(char c) {
      boolean isThere = peek() == c;
      if (isThere) {
        at++;
      }
      return isThere;
    }

    private static boolean isAlign(char c) {
      return c == '<' || c == '>' || c == '^' || c == '=';
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
