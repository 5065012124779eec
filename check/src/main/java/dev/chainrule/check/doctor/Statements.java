package dev.chainrule.check.doctor;

import java.util.ArrayList;
import java.util.List;

/// The statements of a line, of which one writes a gradient.
///
/// @param before what stands before it, with its semicolon; else empty
/// @param own the statement that writes the gradient
/// @param after what stands after it, with its semicolon; else empty
record Statements(String before, String own, String after) {
  /// The last statement of `line` that starts with the gradient's name; where none does, the last.
  static Statements of(String line, String gradient) {
    List<String> parts = parts(line);
    int at = parts.size() - 1;
    for (int i = at; i >= 0; i--) {
      if (parts.get(i).strip().matches("\\Q" + gradient + "\\E\\b.*")) {
        at = i;
        break;
      }
    }
    String before = String.join(";", parts.subList(0, at)).strip();
    String after = String.join(";", parts.subList(at + 1, parts.size())).strip();
    return new Statements(
        before.isEmpty() ? "" : before + "; ",
        parts.get(at).strip(),
        after.isEmpty() ? "" : "; " + after);
  }

  /// Whether nothing else stands on the line.
  boolean isLone() {
    return before.isEmpty() && after.isEmpty();
  }

  /// The line with another statement in the place of the gradient's.
  String with(String statement) {
    return before + statement + after;
  }

  private static List<String> parts(String line) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == ';') {
        parts.add(line.substring(start, i));
        start = i + 1;
      }
    }
    if (start < line.length() || parts.isEmpty()) {
      parts.add(line.substring(start));
    }
    return parts;
  }
}
