package dev.chainrule.report;

import dev.chainrule.check.Check;
import dev.chainrule.check.Report;
import dev.chainrule.check.explain.Diagram;
import java.util.LinkedHashMap;
import java.util.Map;

/// The graph of a worksheet with what its check found, as a picture or as data.
///
/// @param wrong for each variable whose gradient by hand is wrong, what to say of it
public record Drawing(Diagram diagram, Map<String, String> wrong) {
  /// The graph with the verdicts of a check of the same worksheet.
  public static Drawing of(Diagram diagram, Report report) {
    Map<String, String> wrong = new LinkedHashMap<>();
    for (Check check : report.checks()) {
      if (!check.status().isRight()) {
        String from = check.inheritedFrom() == null ? "" : " from " + check.inheritedFrom();
        wrong.put(check.of(), "%s: %s%s".formatted(check.name(), check.status(), from));
      }
    }
    return new Drawing(diagram, wrong);
  }

  /// What `graph --json` prints.
  public String json(String file) {
    return GraphJson.of(file, diagram, wrong);
  }

  /// The picture.
  public String svg() {
    return GraphSvg.of(diagram, wrong);
  }
}
