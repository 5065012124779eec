package dev.chainrule.nn.data;

import dev.chainrule.Tensor;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;

/// Examples for models that predict the next character.
public final class Characters {
  private Characters() {}

  /// Every character of every line, and the end of each, with the `context` characters before it:
  /// where a line begins, ends ([Vocabulary#END]) stand for what is not there.
  ///
  /// For the line `ab`, context 3 and the numbers a = 1, b = 2: 000 → 1, 001 → 2, 012 → 0.
  ///
  /// @param context at least 1
  /// @return x: int64 `[examples, context]`; y: int64 `[examples]`
  /// @throws IllegalArgumentException if a character is not in the vocabulary, or the examples do
  ///   not fit into an array
  public static Dataset contexts(Lines lines, Vocabulary vocabulary, int context) {
    requirePositive("contexts", context);
    int[] numbers = stream(lines, vocabulary);
    int examples = numbers.length - 1;
    if ((long) examples * context > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "contexts: %d examples of %d characters do not fit into an array; use fewer lines or blocks"
              .formatted(examples, context));
    }
    long[] x = new long[examples * context];
    long[] y = new long[examples];
    for (int e = 0; e < examples; e++) {
      y[e] = numbers[e + 1];
      // From the character before it back to the end before its line; the rest stays 0.
      int at = e;
      for (int c = context - 1; c >= 0 && numbers[at] != Vocabulary.END; c--, at--) {
        x[e * context + c] = numbers[at];
      }
    }
    return new Dataset(Tensor.of(x, examples, context), Tensor.of(y));
  }

  /// Every run of `context` characters of the text, with the run one character further: what a
  /// transformer learns from. The text is one stream: an end, then each line and its end. The runs
  /// overlap and share storage, so that they take no more memory than the stream; see
  /// [Dataset#every] for runs side by side.
  ///
  /// @param context at least 1
  /// @return x and y: int64 `[runs, context]`, where `y[i, t]` is what follows `x[i, ..t]`
  /// @throws IllegalArgumentException if a character is not in the vocabulary, or the text is
  ///   shorter than a run
  public static Dataset blocks(Lines lines, Vocabulary vocabulary, int context) {
    requirePositive("blocks", context);
    int[] numbers = stream(lines, vocabulary);
    int runs = numbers.length - context;
    if (runs < 1) {
      throw new IllegalArgumentException(
          "blocks: a context of %d needs %d characters and ends of lines; the text has %d; use a shorter context"
              .formatted(context, context + 1L, numbers.length));
    }
    long[] elements = new long[numbers.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = numbers[i];
    }
    NdArray stream = Tensor.of(elements).array();
    Shape shape = Shape.of(runs, context);
    int[] strides = {1, 1};
    return new Dataset(
        Tensor.of(stream.view(shape, strides, 0)), Tensor.of(stream.view(shape, strides, 1)));
  }

  /// An end, and each line with its end.
  private static int[] stream(Lines lines, Vocabulary vocabulary) {
    long length = 1;
    for (String line : lines.all()) {
      length += line.codePointCount(0, line.length()) + 1;
    }
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "characters: a text has at most %d; this one has %d; use fewer lines"
              .formatted(Integer.MAX_VALUE, length));
    }
    int[] numbers = new int[(int) length];
    int at = 1;
    for (String line : lines.all()) {
      int[] encoded = vocabulary.encode(line);
      System.arraycopy(encoded, 0, numbers, at, encoded.length);
      at += encoded.length + 1;
    }
    return numbers;
  }

  private static void requirePositive(String operation, int context) {
    if (context < 1) {
      throw new IllegalArgumentException(
          "%s: the context must be at least 1; got %d".formatted(operation, context));
    }
  }
}
