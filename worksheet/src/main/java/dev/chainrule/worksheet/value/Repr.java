package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// What `repr` and `str` show of a value.
public final class Repr {
  private final RunState run;

  /// The containers that are being shown, so that one that contains itself ends in dots.
  private final IdentityHashMap<Object, Boolean> open = new IdentityHashMap<>();

  private Repr(RunState run) {
    this.run = run;
  }

  /// As `repr(value)`.
  public static String of(RunState run, Object value) {
    return new Repr(run).show(value);
  }

  /// As `str(value)`, and as `print` shows it.
  public static String text(RunState run, Object value) {
    return switch (value) {
      case String text -> text;
      case ForeignValue foreign -> foreign.text();
      default -> of(run, value);
    };
  }

  /// An int in decimal digits.
  static String integer(RunState run, BigInteger number) {
    run.budget().integer(number.bitLength());
    run.budget().longArithmetic(number.bitLength(), number.bitLength());
    return number.toString();
  }

  private String show(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? "True" : "False";
      case Long number -> number.toString();
      case BigInteger number -> integer(run, number);
      case Double number -> FloatText.repr(number);
      case String text -> quoted(text);
      case ListValue list -> nested(list, list.items(), "[", "]");
      case TupleValue tuple -> tuple(tuple);
      case DictValue dict -> dict(dict);
      case SetValue set -> set.size() == 0 ? "set()" : nested(set, set.members(), "{", "}");
      case ViewValue view -> nested(view, view.items(), view.typeName() + "([", "])");
      case RangeValue range -> range(range);
      case SliceValue slice ->
          "slice("
              + show(slice.start())
              + ", "
              + show(slice.stop())
              + ", "
              + show(slice.step())
              + ")";
      case ForeignValue foreign -> foreign.repr();
      case IteratorValue iterator -> "<" + iterator.typeName() + " object>";
      case ModuleValue module -> "<module '" + module.name() + "'>";
      case TypeValue type -> "<class '" + type.name() + "'>";
      case Callable callable -> "<function " + callable.name() + ">";
      default -> value.toString();
    };
  }

  private static String range(RangeValue range) {
    String ends = "range(" + range.start() + ", " + range.stop();
    return range.step() == 1 ? ends + ")" : ends + ", " + range.step() + ")";
  }

  private String tuple(TupleValue tuple) {
    List<String> parts = parts(tuple.items());
    String text = tuple.repr(parts);
    run.budget().text(text.length());
    return text;
  }

  private String nested(Object container, List<Object> items, String before, String after) {
    if (open.put(container, true) != null) {
      return before + "..." + after;
    }
    List<String> parts = parts(items);
    open.remove(container);
    return before + String.join(", ", parts) + after;
  }

  private String dict(DictValue dict) {
    if (open.put(dict, true) != null) {
      return "{...}";
    }
    List<String> keys = parts(dict.keys());
    List<String> values = parts(dict.values());
    open.remove(dict);
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < keys.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(keys.get(i)).append(": ").append(values.get(i));
    }
    return text.append('}').toString();
  }

  /// What each item shows; the sum of their lengths is charged before they are joined.
  private List<String> parts(List<Object> items) {
    run.budget().enter();
    List<String> parts = new ArrayList<>(items.size());
    long length = 0;
    for (Object item : items) {
      run.budget().step();
      String part = show(item);
      length += part.length() + 2;
      run.budget().items(0);
      if (length > run.budget().limits().characters()) {
        run.budget().text(length);
      }
      parts.add(part);
    }
    run.budget().text(length);
    run.budget().leave();
    return parts;
  }

  private String quoted(String text) {
    boolean hasSingle = text.indexOf('\'') >= 0;
    char quote = hasSingle && text.indexOf('"') < 0 ? '"' : '\'';
    run.budget().text(text.length());
    StringBuilder result = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> escape(c, quote, result));
    run.budget().text(result.length());
    return result.append(quote).toString();
  }

  private static void escape(int c, char quote, StringBuilder result) {
    switch (c) {
      case '\n' -> result.append("\\n");
      case '\r' -> result.append("\\r");
      case '\t' -> result.append("\\t");
      case '\\' -> result.append("\\\\");
      default -> {
        if (c == quote) {
          result.append('\\').append(quote);
        } else if (isPrintable(c)) {
          result.appendCodePoint(c);
        } else {
          result.append(hexadecimal(c));
        }
      }
    }
  }

  private static String hexadecimal(int c) {
    String digits = Integer.toHexString(c);
    int width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    String letter = c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U";
    return letter + "0".repeat(width - digits.length()) + digits;
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /// As `ascii(value)`: `repr` with everything beyond ASCII escaped.
  public static String ascii(RunState run, Object value) {
    String text = of(run, value);
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c < 128) {
                result.append((char) c);
              } else {
                result.append(hexadecimal(c));
              }
            });
    return result.toString();
  }
}
