package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.CodePoints;
import java.util.Locale;
import java.util.function.IntPredicate;

/// The methods of strings that look at letters one by one: case, kind and padding.
final class Lettering {
  private Lettering() {}

  static Object call(String name, BoundArguments a, String text) {
    return switch (name) {
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "casefold" -> text.toLowerCase(Locale.ROOT).replace("ß", "ss");
      case "capitalize" -> capitalized(text);
      case "title" -> title(text);
      case "swapcase" -> swapped(text);
      case "center", "ljust", "rjust" -> justified(name, a, text);
      case "zfill" -> zeroFilled(a, text);
      case "expandtabs" -> expanded(a, text);
      default -> is(name, text);
    };
  }

  private static boolean is(String name, String text) {
    return switch (name) {
      case "isalpha" -> all(text, Character::isLetter);
      case "isdecimal" -> all(text, Character::isDigit);
      case "isdigit" -> all(text, c -> Character.isDigit(c) || isSuperscript(c));
      case "isnumeric" -> all(text, Lettering::isNumeric);
      case "isalnum" -> all(text, c -> Character.isLetter(c) || isNumeric(c));
      case "isspace" -> all(text, Splitting::isSpace);
      case "isupper" -> hasCase(text) && text.codePoints().noneMatch(Character::isLowerCase);
      case "islower" -> hasCase(text) && text.codePoints().noneMatch(Character::isUpperCase);
      case "istitle" -> hasCase(text) && title(text).equals(text);
      case "isidentifier" -> isIdentifier(text);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static boolean all(String text, IntPredicate kind) {
    return !text.isEmpty() && text.codePoints().allMatch(kind);
  }

  private static boolean isSuperscript(int c) {
    return c == '²' || c == '³' || c == '¹' || (c >= '⁰' && c <= '₉' && Character.getType(c) == 11);
  }

  private static boolean isNumeric(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  private static boolean hasCase(String text) {
    return text.codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && (Character.isLetter(text.codePointAt(0)) || text.charAt(0) == '_')
        && text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
  }

  private static String capitalized(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return Character.toString(Character.toTitleCase(text.codePointAt(0)))
        + text.substring(first).toLowerCase(Locale.ROOT);
  }

  private static String title(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean insideWord = false;
    for (int c : text.codePoints().toArray()) {
      result.appendCodePoint(insideWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
      insideWord = Character.isLetter(c);
    }
    return result.toString();
  }

  private static String swapped(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int c : text.codePoints().toArray()) {
      result.appendCodePoint(
          Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return result.toString();
  }

  private static String justified(String name, BoundArguments a, String text) {
    String fill = a.text("fillchar");
    if (CodePoints.length(fill) != 1) {
      throw a.error("the fill must be one character");
    }
    long width = a.integer("width");
    int missing = missing(a, text, width);
    return switch (name) {
      case "ljust" -> text + fill.repeat(missing);
      case "rjust" -> fill.repeat(missing) + text;
      default -> {
        int left = missing / 2 + (missing & (int) width & 1);
        yield fill.repeat(left) + text + fill.repeat(missing - left);
      }
    };
  }

  private static int missing(BoundArguments a, String text, long width) {
    a.run().budget().text(Math.max(0, width));
    return (int) Math.max(0, width - CodePoints.length(text));
  }

  private static String zeroFilled(BoundArguments a, String text) {
    int missing = missing(a, text, a.integer("width"));
    boolean isSigned = text.startsWith("-") || text.startsWith("+");
    return isSigned
        ? text.charAt(0) + "0".repeat(missing) + text.substring(1)
        : "0".repeat(missing) + text;
  }

  private static String expanded(BoundArguments a, String text) {
    long size = Math.max(0, a.integer("tabsize"));
    StringBuilder result = new StringBuilder();
    int column = 0;
    for (int c : text.codePoints().toArray()) {
      if (c == '\t') {
        long spaces = size == 0 ? 0 : size - column % size;
        a.run().budget().text(result.length() + spaces);
        result.append(" ".repeat((int) spaces));
        column += (int) spaces;
      } else {
        result.appendCodePoint(c);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
      }
    }
    return result.toString();
  }
}
