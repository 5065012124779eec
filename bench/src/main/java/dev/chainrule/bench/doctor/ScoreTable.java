package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A score as text: a table by mistake, and the totals beside the targets.
final class ScoreTable {
  private static final List<String> HEADINGS =
      List.of(
          "mistake",
          "cases",
          "named",
          "among several",
          "unknown",
          "undiagnosed",
          "misnamed",
          "misplaced",
          "failed",
          "also elsewhere",
          "lines offered",
          "mended by the line",
          "misnamed as");

  private final Score score;

  ScoreTable(Score score) {
    this.score = score;
  }

  /// In columns, for a terminal.
  String text() {
    List<List<String>> rows = rows();
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        boolean words = i == 0 || i == row.size() - 1;
        line.append(("%" + (words ? "-" : "") + widths[i] + "s  ").formatted(row.get(i)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text + "\n" + String.join("\n", totals()) + "\n";
  }

  /// In Markdown.
  String markdown() {
    List<List<String>> rows = rows();
    String rule =
        HEADINGS.stream()
            .map(h -> h.startsWith("m") && !h.equals("misplaced") ? "---" : "--:")
            .collect(Collectors.joining(" | ", "| ", " |\n"));
    StringBuilder text = new StringBuilder(markdown(rows.getFirst())).append(rule);
    rows.stream().skip(1).forEach(row -> text.append(markdown(row)));
    text.append('\n');
    totals().forEach(line -> text.append("- ").append(line).append('\n'));
    return text.toString();
  }

  private static String markdown(List<String> row) {
    return "| " + String.join(" | ", row) + " |\n";
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    score.lines().forEach(line -> rows.add(row(line)));
    rows.add(row(score.total()));
    return rows;
  }

  private static List<String> row(Score.Line line) {
    return List.of(
        line.id(),
        Integer.toString(line.cases()),
        count(line.of(Verdict.NAMED)),
        count(line.of(Verdict.AMONG)),
        count(line.of(Verdict.UNKNOWN)),
        count(line.of(Verdict.UNDIAGNOSED)),
        count(line.of(Verdict.MISNAMED)),
        count(line.of(Verdict.MISPLACED)),
        count(line.of(Verdict.FAILED)),
        count(line.elsewhere()),
        count(line.offered()),
        line.found() == 0 ? "" : line.mended() + " of " + line.found(),
        line.wrongly().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ")));
  }

  private static String count(int count) {
    return count == 0 ? "" : Integer.toString(count);
  }

  private List<String> totals() {
    Score.Line total = score.total();
    return List.of(
        "false alarms: %d of %d right worksheets (target: none)%s"
            .formatted(
                score.falseAlarms(),
                score.right(),
                score.failedRight() == 0
                    ? ""
                    : "; on %d the check failed".formatted(score.failedRight())),
        "misnamed: %d of %d broken worksheets, %s (target: at most 0.5 %%)"
            .formatted(total.of(Verdict.MISNAMED), total.cases(), percent(score.misnamedPart())),
        "named alone or among several: %d, %s (target: at least 95 %%)"
            .formatted(total.found(), percent(score.foundPart())),
        "of these, mended by the line that is offered: %d, %s; lines offered that do not mend: %d (target: none)"
            .formatted(
                total.mended(), percent(score.mendedPart()), total.offered() - total.mended()),
        "right or inherited steps said to be wrong: in %d worksheets".formatted(total.elsewhere()),
        "versions that turn out to be right, left out: %d".formatted(score.noMistake()),
        "time: %.0f ms a worksheet; the slowest %.0f ms (%s)"
            .formatted(
                score.milliseconds() / Math.max(1, score.right() + total.cases()),
                score.slowestMilliseconds(),
                score.slowestName()));
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * part);
  }
}
