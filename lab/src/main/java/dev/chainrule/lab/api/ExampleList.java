package dev.chainrule.lab.api;

import dev.chainrule.report.Examples;
import dev.chainrule.report.JsonReports;

/// The worksheets that come along: `[{"name", "title", "source"}]`.
public final class ExampleList {
  private ExampleList() {}

  /// All of them, from the smallest to the largest.
  public static String json() {
    return JsonReports.array(
        Examples.NAMES,
        (json, file) -> {
          String source = Examples.read(file);
          json.writeStringField("name", file.replace(".py", ""));
          json.writeStringField("title", title(source));
          json.writeStringField("source", source);
        });
  }

  /// The first line of the text that an example begins with.
  private static String title(String source) {
    String first = source.lines().findFirst().orElse("");
    return first.replace("\"\"\"", "").strip().replaceFirst("\\.$", "");
  }
}
