package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.TextSearch;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The methods of strings that split and strip.
final class Splitting {
  private Splitting() {}

  static Object call(String name, BoundArguments a, String text) {
    return switch (name) {
      case "split" -> split(a, text, false);
      case "rsplit" -> split(a, text, true);
      case "splitlines" -> lines(a, text);
      case "partition" -> partition(a, text, false);
      case "rpartition" -> partition(a, text, true);
      case "strip" -> strip(a, text, true, true);
      case "lstrip" -> strip(a, text, true, false);
      case "rstrip" -> strip(a, text, false, true);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// What `isspace`, `split` and `strip` take for blank.
  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  private static ListValue split(BoundArguments a, String text, boolean fromRight) {
    long most = a.integer("maxsplit") < 0 ? Long.MAX_VALUE : a.integer("maxsplit");
    if (a.isNone("sep")) {
      return new ListValue(
          a.run(), fromRight ? wordsFromRight(a.run(), text, most) : words(a.run(), text, most));
    }
    String separator = a.text("sep");
    if (separator.isEmpty()) {
      throw a.error("sep must not be empty");
    }
    List<Object> parts =
        fromRight
            ? partsFromRight(a.run(), text, separator, most)
            : parts(a.run(), text, separator, most);
    return new ListValue(a.run(), parts);
  }

  private static List<Object> parts(RunState run, String text, String separator, long most) {
    List<Object> parts = new ArrayList<>();
    int from = 0;
    int found = most > 0 ? TextSearch.indexOf(run, text, separator, 0) : -1;
    while (found >= 0) {
      run.budget().items(0);
      parts.add(text.substring(from, found));
      from = found + separator.length();
      found = parts.size() < most ? TextSearch.indexOf(run, text, separator, from) : -1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<Object> partsFromRight(
      RunState run, String text, String separator, long most) {
    List<Object> backwards = parts(run, reversed(text), reversed(separator), most);
    backwards.replaceAll(part -> reversed((String) part));
    Collections.reverse(backwards);
    return backwards;
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static List<Object> words(RunState run, String text, long most) {
    List<Object> words = new ArrayList<>();
    int i = skip(text, 0, true);
    while (i < text.length()) {
      run.budget().items(0);
      int end = words.size() < most ? skip(text, i, false) : text.length();
      words.add(text.substring(i, end));
      i = skip(text, end, true);
    }
    return words;
  }

  private static List<Object> wordsFromRight(RunState run, String text, long most) {
    List<Object> backwards = words(run, reversed(text), most);
    backwards.replaceAll(word -> reversed((String) word));
    Collections.reverse(backwards);
    return backwards;
  }

  /// The first place from `i` on that is not blank, or that is.
  private static int skip(String text, int i, boolean blanks) {
    int at = i;
    while (at < text.length() && isSpace(text.charAt(at)) == blanks) {
      at++;
    }
    return at;
  }

  private static ListValue lines(BoundArguments a, String text) {
    List<Object> lines = new ArrayList<>();
    int from = 0;
    int i = 0;
    while (i < text.length()) {
      if (endsLine(text.charAt(i))) {
        boolean isPair =
            text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
        int next = i + (isPair ? 2 : 1);
        a.run().budget().items(0);
        lines.add(text.substring(from, a.flag("keepends") ? next : i));
        from = next;
        i = next;
      } else {
        i++;
      }
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return new ListValue(a.run(), lines);
  }

  private static boolean endsLine(char c) {
    return (c >= '\n' && c <= '\r')
        || (c >= '\u001c' && c <= '\u001e')
        || c == '\u0085'
        || c == '\u2028'
        || c == '\u2029';
  }

  private static TupleValue partition(BoundArguments a, String text, boolean fromRight) {
    String separator = a.text("sep");
    if (separator.isEmpty()) {
      throw a.error("sep must not be empty");
    }
    List<Object> parts =
        fromRight
            ? partsFromRight(a.run(), text, separator, 1)
            : parts(a.run(), text, separator, 1);
    if (parts.size() == 2) {
      return new TupleValue(a.run(), List.of(parts.get(0), separator, parts.get(1)));
    }
    return new TupleValue(a.run(), fromRight ? List.of("", "", text) : List.of(text, "", ""));
  }

  private static String strip(BoundArguments a, String text, boolean left, boolean right) {
    int[] points = text.codePoints().toArray();
    String chars = a.isNone("chars") ? "" : a.text("chars");
    boolean stripsBlanks = a.isNone("chars");
    int start = 0;
    int end = points.length;
    while (left && start < end && isStripped(points[start], chars, stripsBlanks)) {
      start++;
    }
    while (right && end > start && isStripped(points[end - 1], chars, stripsBlanks)) {
      end--;
    }
    return new String(points, start, end - start);
  }

  private static boolean isStripped(int c, String chars, boolean stripsBlanks) {
    return stripsBlanks ? isSpace(c) : chars.indexOf(c) >= 0;
  }
}
