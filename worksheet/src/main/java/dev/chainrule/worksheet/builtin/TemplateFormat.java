package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Formatting;
import dev.chainrule.worksheet.value.Indexing;
import dev.chainrule.worksheet.value.Repr;
import java.util.List;
import java.util.Map;

/// `'{} is {:.2f}, {name!r}'.format(…)`.
final class TemplateFormat {
  private static final int DEEPEST = 2;

  private final BoundArguments call;
  private final RunState run;
  private final String template;
  private final List<Object> positional;
  private final Map<String, Object> named;
  private int at;
  private int automatic;
  private boolean isNumbered;

  private TemplateFormat(BoundArguments call, String template) {
    this.call = call;
    this.run = call.run();
    this.template = template;
    this.positional = call.rest("values");
    this.named = call.namedRest("named");
  }

  static String of(BoundArguments call, String template) {
    return new TemplateFormat(call, template).text(0);
  }

  /// Reads up to the end, or up to the brace that ends the field whose specification this is.
  private String text(int depth) {
    StringBuilder result = new StringBuilder();
    while (at < template.length()) {
      char c = template.charAt(at);
      boolean isDoubled = at + 1 < template.length() && template.charAt(at + 1) == c && depth == 0;
      if ((c == '{' || c == '}') && isDoubled) {
        result.append(c);
        at += 2;
      } else if (c == '{') {
        at++;
        String field = field(depth);
        run.budget().text((long) result.length() + field.length());
        result.append(field);
      } else if (c == '}') {
        if (depth > 0) {
          return result.toString();
        }
        throw call.error("'}' closes nothing; write '}}' for a brace");
      } else {
        result.append(c);
        at++;
      }
    }
    if (depth > 0) {
      throw unclosed();
    }
    return result.toString();
  }

  private WorksheetException unclosed() {
    return call.error("'{' is never closed; write '{{' for a brace");
  }

  private String field(int depth) {
    if (depth == DEEPEST) {
      throw call.error("fields are nested too deeply");
    }
    Object value = value(name());
    char conversion = ' ';
    if (peek() == '!') {
      conversion = at + 1 < template.length() ? template.charAt(at + 1) : ' ';
      at += 2;
    }
    String specification = "";
    if (peek() == ':') {
      at++;
      specification = text(depth + 1);
    }
    if (peek() != '}') {
      throw unclosed();
    }
    at++;
    Object shown =
        switch (conversion) {
          case ' ' -> value;
          case 'r' -> Repr.of(run, value);
          case 's' -> Repr.text(run, value);
          case 'a' -> Repr.ascii(run, value);
          default -> throw call.error("after '!' must stand r, s or a");
        };
    return Formatting.format(run, shown, specification);
  }

  private char peek() {
    return at < template.length() ? template.charAt(at) : '\0';
  }

  private String name() {
    int start = at;
    boolean insideBrackets = false;
    while (at < template.length()) {
      char c = template.charAt(at);
      boolean ends = c == '}' || c == ':' || c == '!' || c == '{';
      if (ends && !insideBrackets) {
        break;
      }
      insideBrackets = c == '[' || (insideBrackets && c != ']');
      at++;
    }
    return template.substring(start, at);
  }

  /// The value of `0`, `name`, `0[key]`, `name.attribute` or nothing.
  private Object value(String name) {
    int end = 0;
    while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
      end++;
    }
    Object value = argument(name.substring(0, end));
    int i = end;
    while (i < name.length()) {
      int next = i + 1;
      boolean isIndex = name.charAt(i) == '[';
      while (next < name.length()
          && (isIndex ? name.charAt(next) != ']' : ".[".indexOf(name.charAt(next)) < 0)) {
        next++;
      }
      String part = name.substring(i + 1, next);
      value = isIndex ? Indexing.get(run, value, key(part)) : Attributes.get(run, value, part);
      i = isIndex ? next + 1 : next;
    }
    return value;
  }

  private static Object key(String text) {
    return isNumber(text) ? (Object) Long.valueOf(text) : text;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private Object argument(String name) {
    if (!name.isEmpty() && !isNumber(name)) {
      Object value = named.get(name);
      if (value == null) {
        throw call.error("no value named '" + name + "' was given");
      }
      return value;
    }
    boolean mixes = name.isEmpty() ? isNumbered : automatic > 0;
    if (mixes) {
      throw call.error("either number all fields or none");
    }
    isNumbered = !name.isEmpty();
    int index = isNumbered ? Integer.parseInt(name) : automatic++;
    if (index >= positional.size()) {
      throw call.error("field " + index + " has no value; " + positional.size() + " were given");
    }
    return positional.get(index);
  }
}
