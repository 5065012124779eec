package dev.chainrule.check;

import dev.chainrule.check.Table.Cell;
import java.util.List;
import java.util.Locale;

/// A report as text: the three columns of the classic comparison, the shape that it lacks, and
/// where a mistake is made.
public final class ReportTable {
  /// The least telling column: a gradient's name says what it is of.
  private static final int OF = 1;

  private ReportTable() {}

  /// The table of `report`, and a line that sums it up, in lines as long as they need to be.
  public static String text(Report report, Style style) {
    return text(report, style, Integer.MAX_VALUE);
  }

  /// The table of `report`, a line that sums it up, and what the doctor found, for a terminal of
  /// `width` characters.
  public static String text(Report report, Style style, int width) {
    Table table = new Table();
    table.add(
        head("gradient", style),
        head("of", style),
        head("exact", style),
        head("approximate", style),
        new Cell("largest difference", style::faint, true),
        head("shape", style),
        head("verdict", style));
    report.checks().forEach(check -> table.add(row(check, style)));
    Table fitted = table.within(width, OF).withLastWrapped(width).withFirstWrapped(width);
    String body = report.checks().isEmpty() ? "" : fitted.text() + "\n";
    String findings = Findings.text(report, style, width);
    return body + summary(report.checks(), style) + "\n" + findings;
  }

  private static Cell head(String text, Style style) {
    return Cell.of(text, style::faint);
  }

  private static Cell[] row(Check check, Style style) {
    boolean exact = check.status() == Status.EXACT;
    boolean missing = check.status() == Status.MISSING;
    boolean approximate = check.status().isRight() || check.status() == Status.SHAPE;
    return new Cell[] {
      Cell.of(check.name(), style::strong),
      Cell.of(check.of()),
      Cell.of(missing ? "-" : exact ? "yes" : "no"),
      Cell.of(missing ? "-" : approximate ? "yes" : "no"),
      Cell.number(difference(check)),
      Cell.of(shape(check)),
      check.status().isRight()
          ? Cell.of(verdict(check), style::right)
          : Cell.of(verdict(check), style::wrong)
    };
  }

  private static String difference(Check check) {
    Double largest = check.maxAbsDiff();
    if (largest == null) {
      return "-";
    }
    return largest == 0 ? "0" : String.format(Locale.ROOT, "%.2e", largest);
  }

  private static String shape(Check check) {
    if (check.shape() == null || check.shape().equals(check.expectedShape())) {
      return check.expectedShape().toString();
    }
    return check.shape() + " not " + check.expectedShape();
  }

  private static String verdict(Check check) {
    String line = check.line() > 0 ? " (line " + check.line() + ")" : "";
    return switch (check.status()) {
      case EXACT, APPROXIMATE -> "✓ right";
      case SHAPE -> "✗ right values, wrong shape" + line;
      case INHERITED -> "✗ inherited from " + check.inheritedFrom();
      case WRONG -> "✗ wrong, and the mistake is made here" + line;
      case MISSING -> "✗ not written";
    };
  }

  private static String summary(List<Check> checks, Style style) {
    if (checks.isEmpty()) {
      return "There is no gradient to check: name one dX for a forward variable X.";
    }
    long right = checks.stream().filter(check -> check.status().isRight()).count();
    String count = checks.size() == 1 ? "gradient is" : "gradients are";
    if (right == checks.size()) {
      return style.right(
          checks.size() == 1 ? "The gradient is right." : "All " + right + " gradients are right.");
    }
    String made =
        checks.stream()
            .filter(check -> check.status() == Status.WRONG || check.status() == Status.SHAPE)
            .map(Check::name)
            .reduce((a, b) -> a + ", " + b)
            .map(names -> " To mend: " + names + ".")
            .orElse("");
    return style.wrong("%d of %d %s right.%s".formatted(right, checks.size(), count, made));
  }
}
