package dev.chainrule.worksheet.value;

/// Strings as Python counts them: by Unicode characters, of which Java stores some as two `char`s.
public final class CodePoints {
  private CodePoints() {}

  /// The number of characters.
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /// The place in `char`s of a character; `length(text)` gives the end.
  public static int offset(String text, int index) {
    return isPlain(text) ? index : text.offsetByCodePoints(0, index);
  }

  /// The character at a place.
  public static String at(String text, int index) {
    int start = offset(text, index);
    return text.substring(start, start + Character.charCount(text.codePointAt(start)));
  }

  /// The characters of a slice.
  public static String slice(String text, SliceValue.Range range) {
    if (range.step() == 1) {
      int start = offset(text, (int) range.first());
      int end = offset(text, (int) (range.first() + range.count()));
      return range.count() == 0 ? "" : text.substring(start, end);
    }
    int[] characters = text.codePoints().toArray();
    StringBuilder taken = new StringBuilder((int) range.count());
    for (long i = 0; i < range.count(); i++) {
      taken.appendCodePoint(characters[(int) range.at(i)]);
    }
    return taken.toString();
  }

  /// True if every character is one `char`. For Latin text Java knows this without looking.
  private static boolean isPlain(String text) {
    return length(text) == text.length();
  }
}
