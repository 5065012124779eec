package dev.chainrule.check.explain;

import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is asked about: a variable, `W1`, or an entry of one, `W1[3, -1]`. Negative indices count
/// from the end, and `z[]` is the entry of a 0-d variable.
///
/// @param index as it was asked; null for the whole variable
public record Subject(String name, @Nullable List<Integer> index) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_]*)\\s*(?:\\[([^\\[\\]]*)\\])?\\s*");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,9}");

  /// Reads `text`.
  ///
  /// @throws QuestionException if it is neither a name nor a name with integers in brackets
  public static Subject parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw malformed(text);
    }
    String inside = form.group(2);
    return new Subject(form.group(1), inside == null ? null : indices(text, inside.strip()));
  }

  private static List<Integer> indices(String text, String inside) {
    List<Integer> index = new ArrayList<>();
    for (String part : inside.isEmpty() ? new String[0] : inside.split(",", -1)) {
      String number = part.strip();
      if (!INTEGER.matcher(number).matches()) {
        throw malformed(text);
      }
      index.add(Integer.parseInt(number));
    }
    return List.copyOf(index);
  }

  private static QuestionException malformed(String text) {
    return new QuestionException(
        "explain: must be a variable or one entry of it, as in W1 or W1[3, -1]; given '%s'"
            .formatted(text),
        text,
        List.of());
  }

  /// The entry's position among the elements of an array of `shape`, row by row.
  ///
  /// @throws QuestionException if there is no such entry
  int position(Shape shape) {
    List<Integer> asked = index == null ? List.of() : index;
    if (asked.size() != shape.rank()) {
      throw new QuestionException(
          "explain: an entry of %s needs %s, for its shape is %s; given %d"
              .formatted(
                  name,
                  shape.rank() == 1 ? "1 index" : shape.rank() + " indices",
                  shape,
                  asked.size()),
          name,
          List.of());
    }
    int position = 0;
    for (int axis = 0; axis < asked.size(); axis++) {
      int size = shape.size(axis);
      int at = asked.get(axis);
      if (at < -size || at >= size) {
        throw new QuestionException(outOfRange(shape, axis, at, size), name, List.of());
      }
      position = position * size + (at < 0 ? at + size : at);
    }
    return position;
  }

  private String outOfRange(Shape shape, int axis, int at, int size) {
    String valid = size == 0 ? "it has no entries" : "valid: %d to %d".formatted(-size, size - 1);
    return "explain: index %d is out of range for axis %d of %s, whose shape is %s (%s)"
        .formatted(at, axis, name, shape, valid);
  }

  /// The index of the element at `position`.
  static List<Integer> index(Shape shape, int position) {
    Integer[] index = new Integer[shape.rank()];
    int rest = position;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.size(axis);
      rest /= shape.size(axis);
    }
    return List.of(index);
  }
}
