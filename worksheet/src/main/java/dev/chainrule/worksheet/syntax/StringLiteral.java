package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.WorksheetException;
import java.util.Locale;
import org.antlr.v4.runtime.Token;

/// One string token taken apart: its prefix, its quotes, what stands between them.
///
/// @param body the text between the quotes, with escapes as written
/// @param bodyStart how many characters of the token stand before the body
record StringLiteral(Token token, boolean isRaw, boolean isFormatted, String body, int bodyStart) {
  static StringLiteral of(Token token) {
    String text = token.getText();
    int quoteAt = 0;
    while (text.charAt(quoteAt) != '\'' && text.charAt(quoteAt) != '"') {
      quoteAt++;
    }
    String prefix = text.substring(0, quoteAt).toLowerCase(Locale.ROOT);
    boolean known =
        switch (prefix) {
          case "", "r", "u", "f", "fr", "rf" -> true;
          default -> false;
        };
    if (!known) {
      String reason =
          prefix.contains("b") ? "byte strings are not part of worksheets" : "no string begins so";
      throw SyntaxErrors.at(token, text.substring(0, quoteAt + 1) + "…: " + reason);
    }
    char quote = text.charAt(quoteAt);
    boolean isLong =
        text.length() >= quoteAt + 6
            && text.charAt(quoteAt + 1) == quote
            && text.charAt(quoteAt + 2) == quote;
    int start = quoteAt + (isLong ? 3 : 1);
    int end = text.length() - (isLong ? 3 : 1);
    return new StringLiteral(
        token, prefix.contains("r"), prefix.contains("f"), text.substring(start, end), start);
  }

  /// The text that this literal stands for.
  String text() {
    return decode(0, body.length());
  }

  /// The place of a character of the body.
  Position positionOf(int index) {
    String before = token.getText().substring(0, bodyStart + index);
    int lineStart = before.lastIndexOf('\n') + 1;
    int column = before.codePointCount(lineStart, before.length()) + 1;
    if (lineStart == 0) {
      return new Position(token.getLine(), token.getCharPositionInLine() + column);
    }
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    return new Position(token.getLine() + lines, column);
  }

  /// The text that a stretch of the body stands for.
  String decode(int start, int end) {
    String stretch = body.substring(start, end);
    if (isRaw || stretch.indexOf('\\') < 0) {
      return stretch;
    }
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < stretch.length()) {
      char c = stretch.charAt(i);
      if (c == '\\' && i + 1 < stretch.length()) {
        i = escape(stretch, i + 1, text);
      } else {
        text.append(c);
        i++;
      }
    }
    return text.toString();
  }

  /// Appends what the escape stands for whose letter is at `i`, and returns where it ends.
  private int escape(String stretch, int i, StringBuilder text) {
    char letter = stretch.charAt(i);
    switch (letter) {
      case '\n' -> {}
      case '\\', '\'', '"' -> text.append(letter);
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'a' -> text.append('\u0007');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'v' -> text.append('\u000B');
      case 'x' -> {
        return hexadecimal(stretch, i, 2, text);
      }
      case 'u' -> {
        return hexadecimal(stretch, i, 4, text);
      }
      case 'U' -> {
        return hexadecimal(stretch, i, 8, text);
      }
      case 'N' -> {
        return named(stretch, i, text);
      }
      default -> {
        if (letter >= '0' && letter <= '7') {
          return octal(stretch, i, text);
        }
        text.append('\\').append(letter);
      }
    }
    return i + 1;
  }

  private int hexadecimal(String stretch, int i, int digits, StringBuilder text) {
    int end = i + 1 + digits;
    int value = end <= stretch.length() ? hexadecimal(stretch.substring(i + 1, end)) : -1;
    if (!Character.isValidCodePoint(value)) {
      throw invalidEscape("\\" + stretch.charAt(i) + " needs " + digits + " hexadecimal digits");
    }
    text.appendCodePoint(value);
    return end;
  }

  private static int hexadecimal(String digits) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0 || digits.charAt(i) > 'f') {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value > Character.MAX_CODE_POINT ? -1 : (int) value;
  }

  private static int octal(String stretch, int i, StringBuilder text) {
    int value = 0;
    int end = i;
    while (end < stretch.length()
        && end < i + 3
        && stretch.charAt(end) >= '0'
        && stretch.charAt(end) <= '7') {
      value = value * 8 + (stretch.charAt(end) - '0');
      end++;
    }
    text.append((char) value);
    return end;
  }

  private int named(String stretch, int i, StringBuilder text) {
    int close = stretch.indexOf('}', i);
    if (i + 1 >= stretch.length() || stretch.charAt(i + 1) != '{' || close < 0) {
      throw invalidEscape("\\N needs the name of a character in braces");
    }
    String name = stretch.substring(i + 2, close);
    try {
      text.appendCodePoint(Character.codePointOf(name));
    } catch (IllegalArgumentException unknown) {
      WorksheetException error =
          invalidEscape("no character is named '" + SyntaxErrors.excerpt(name) + "'");
      error.addSuppressed(unknown);
      throw error;
    }
    return close + 1;
  }

  private WorksheetException invalidEscape(String sentence) {
    return SyntaxErrors.at(token, "in this string: " + sentence);
  }
}
