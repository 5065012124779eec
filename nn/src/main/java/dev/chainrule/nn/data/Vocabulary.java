package dev.chainrule.nn.data;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The characters of a text, numbered from 1 in the order of their code points. Number 0 is the end
/// of a line, and also what stands before its beginning; it is no character.
///
/// A character is a Unicode code point, of any script. An accent that is combined with a letter
/// (U+0301 after `e`) is a code point of its own, and so a number of its own, while `é` as one code
/// point (U+00E9) is another: texts that mix both forms are brought to one of them first, with
/// [java.text.Normalizer].
///
/// The end is shown as `.`, as in the published character models, and for a text without full stops
/// the numbers are those of these models. A full stop in the text is a character like any other,
/// with a number above 0; published code gives it the number of the end.
public final class Vocabulary {
  /// The number of the end of a line.
  public static final int END = 0;

  private static final String SHOWN_END = ".";

  /// Sorted; the character at i has the number i + 1.
  private final int[] codePoints;

  private Vocabulary(int[] codePoints) {
    this.codePoints = codePoints;
  }

  /// The characters of these lines.
  public static Vocabulary of(Lines lines) {
    return new Vocabulary(
        lines.all().stream().flatMapToInt(String::codePoints).distinct().sorted().toArray());
  }

  /// The vocabulary of which [#characters] gave this text.
  public static Vocabulary of(String characters) {
    return new Vocabulary(characters.codePoints().distinct().sorted().toArray());
  }

  /// All characters, one after the other, in their order: what to save.
  public String characters() {
    return new String(codePoints, 0, codePoints.length);
  }

  /// How many numbers there are, with that of the end.
  public int size() {
    return codePoints.length + 1;
  }

  /// The numbers of a text's characters, without an end.
  ///
  /// @throws IllegalArgumentException if the text has a character that is not in the vocabulary
  public int[] encode(String text) {
    return text.codePoints().map(character -> number(character, text)).toArray();
  }

  private int number(int character, String text) {
    int place = Arrays.binarySearch(codePoints, character);
    if (place < 0) {
      throw new IllegalArgumentException(
          "vocabulary: every character must be known; \"%s\" (U+%04X) in \"%s\" is not; the %d known are %s"
              .formatted(
                  Character.toString(character), character, text, codePoints.length, characters()));
    }
    return place + 1;
  }

  /// The text of numbers, up to the first end.
  ///
  /// @throws IllegalArgumentException if a number is none of a character
  public String decode(int... numbers) {
    return Arrays.stream(numbers)
        .takeWhile(number -> number != END)
        .mapToObj(this::show)
        .collect(Collectors.joining());
  }

  /// One character by its number; the end as `.`.
  ///
  /// @throws IllegalArgumentException if the number is none of a character
  public String show(int number) {
    if (number < 0 || number > codePoints.length) {
      throw new IllegalArgumentException(
          "vocabulary: numbers go from 0 to %d; got %d".formatted(codePoints.length, number));
    }
    return number == END ? SHOWN_END : Character.toString(codePoints[number - 1]);
  }
}
