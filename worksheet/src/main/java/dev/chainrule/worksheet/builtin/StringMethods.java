package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.CodePoints;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.SliceValue;
import dev.chainrule.worksheet.value.TextSearch;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.List;

/// The methods of strings: here those that search, join and replace; {@link Splitting} splits and
/// strips, {@link Lettering} does the rest.
final class StringMethods implements Functions {
  static final FunctionTable TABLE = new FunctionTable(new StringMethods(), signatures());

  private static String[] signatures() {
    return new String[] {
      "join(iterable, /)",
      "replace(old, new, count=-1, /)",
      "find(sub, start=None, end=None, /)",
      "rfind(sub, start=None, end=None, /)",
      "index(sub, start=None, end=None, /)",
      "rindex(sub, start=None, end=None, /)",
      "count(sub, start=None, end=None, /)",
      "startswith(prefix, start=None, end=None, /)",
      "endswith(prefix, start=None, end=None, /)",
      "removeprefix(prefix, /)",
      "removesuffix(suffix, /)",
      "format(*values, **named)",
      "split(sep=None, maxsplit=-1)",
      "rsplit(sep=None, maxsplit=-1)",
      "splitlines(keepends=False)",
      "partition(sep, /)",
      "rpartition(sep, /)",
      "strip(chars=None, /)",
      "lstrip(chars=None, /)",
      "rstrip(chars=None, /)",
      "upper()",
      "lower()",
      "casefold()",
      "capitalize()",
      "title()",
      "swapcase()",
      "center(width, fillchar=' ', /)",
      "ljust(width, fillchar=' ', /)",
      "rjust(width, fillchar=' ', /)",
      "zfill(width, /)",
      "expandtabs(tabsize=8)",
      "isalpha()",
      "isdigit()",
      "isdecimal()",
      "isnumeric()",
      "isalnum()",
      "isspace()",
      "isupper()",
      "islower()",
      "istitle()",
      "isidentifier()"
    };
  }

  @Override
  public Object call(String name, BoundArguments a) {
    String text = (String) a.self();
    a.run().budget().steps(text.length() / 64);
    return switch (name) {
      case "join" -> join(a, text);
      case "replace" -> replace(a, text);
      case "find", "rfind", "index", "rindex", "count" -> search(name, a, text);
      case "startswith" -> begins(a, stretch(a, text), true);
      case "endswith" -> begins(a, stretch(a, text), false);
      case "removeprefix" -> {
        String prefix = a.text("prefix");
        yield text.startsWith(prefix) ? text.substring(prefix.length()) : text;
      }
      case "removesuffix" -> {
        String suffix = a.text("suffix");
        boolean ends = !suffix.isEmpty() && text.endsWith(suffix);
        yield ends ? text.substring(0, text.length() - suffix.length()) : text;
      }
      case "format" -> TemplateFormat.of(a, text);
      case "split",
          "rsplit",
          "splitlines",
          "partition",
          "rpartition",
          "strip",
          "lstrip",
          "rstrip" ->
          Splitting.call(name, a, text);
      default -> Lettering.call(name, a, text);
    };
  }

  private static String join(BoundArguments a, String separator) {
    RunState run = a.run();
    List<Object> parts = Iterating.toList(run, a.value("iterable"));
    long length = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (!(parts.get(i) instanceof String part)) {
        throw a.error("item " + i + " must be a str, got " + Describe.value(parts.get(i)));
      }
      length += part.length() + (i == 0 ? 0 : separator.length());
    }
    run.budget().text(length);
    StringBuilder joined = new StringBuilder((int) length);
    for (int i = 0; i < parts.size(); i++) {
      joined.append(i == 0 ? "" : separator).append(parts.get(i));
    }
    return joined.toString();
  }

  private static String replace(BoundArguments a, String text) {
    String old = a.text("old");
    String by = a.text("new");
    long most = a.integer("count") < 0 ? Long.MAX_VALUE : a.integer("count");
    if (old.isEmpty()) {
      return insertBetween(a, text, by, most);
    }
    long count = Math.min(most, TextSearch.count(a.run(), text, old));
    a.run().budget().text(text.length() + count * (by.length() - old.length()));
    StringBuilder result = new StringBuilder();
    int from = 0;
    for (long i = 0; i < count; i++) {
      int found = TextSearch.indexOf(a.run(), text, old, from);
      result.append(text, from, found).append(by);
      from = found + old.length();
    }
    return result.append(text, from, text.length()).toString();
  }

  /// Between any two characters, and at both ends, there is an empty string.
  private static String insertBetween(BoundArguments a, String text, String by, long most) {
    long count = Math.min(most, CodePoints.length(text) + 1L);
    a.run().budget().text(text.length() + count * by.length());
    StringBuilder result = new StringBuilder();
    int at = 0;
    for (long i = 0; i < count; i++) {
      result.append(by);
      if (at < text.length()) {
        int next = at + Character.charCount(text.codePointAt(at));
        result.append(text, at, next);
        at = next;
      }
    }
    return result.append(text, at, text.length()).toString();
  }

  private static Object search(String name, BoundArguments a, String text) {
    String part = a.text("sub");
    SliceValue.Range range = range(a, text);
    boolean isBeyond = !a.isNone("start") && startsBeyond(a, text);
    String stretch = CodePoints.slice(text, range);
    if (name.equals("count")) {
      if (part.isEmpty()) {
        return isBeyond ? 0L : CodePoints.length(stretch) + 1L;
      }
      return (long) TextSearch.count(a.run(), stretch, part);
    }
    boolean isFromRight = name.startsWith("r");
    int found =
        isFromRight ? last(a, stretch, part) : TextSearch.indexOf(a.run(), stretch, part, 0);
    if (found < 0 || isBeyond) {
      if (name.endsWith("index")) {
        throw a.error("the string does not contain " + Describe.value(part));
      }
      return -1L;
    }
    return range.first() + CodePoints.length(stretch.substring(0, found));
  }

  /// The last place is the first one of both strings read backwards.
  private static int last(BoundArguments a, String text, String part) {
    String backwards = new StringBuilder(text).reverse().toString();
    String partBackwards = new StringBuilder(part).reverse().toString();
    int found = TextSearch.indexOf(a.run(), backwards, partBackwards, 0);
    return found < 0 ? -1 : text.length() - found - part.length();
  }

  private static SliceValue.Range range(BoundArguments a, String text) {
    SliceValue slice =
        new SliceValue(
            a.value("start"), a.value("end"), dev.chainrule.worksheet.value.NoneValue.NONE);
    return slice.of(CodePoints.length(text));
  }

  private static boolean startsBeyond(BoundArguments a, String text) {
    return a.integer("start") > CodePoints.length(text);
  }

  private static String stretch(BoundArguments a, String text) {
    boolean isWhole = a.isNone("start") && a.isNone("end");
    return isWhole ? text : CodePoints.slice(text, range(a, text));
  }

  private static boolean begins(BoundArguments a, String text, boolean atStart) {
    Object given = a.value("prefix");
    List<Object> candidates = given instanceof TupleValue tuple ? tuple.items() : List.of(given);
    for (Object candidate : candidates) {
      if (!(candidate instanceof String part)) {
        throw a.mismatch("the argument", "a str or a tuple of them", given);
      }
      if (atStart ? text.startsWith(part) : text.endsWith(part)) {
        return true;
      }
    }
    return false;
  }
}
