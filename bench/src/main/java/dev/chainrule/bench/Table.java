package dev.chainrule.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The rows of one group as cells, for the terminal and for a document.
///
/// @param heading what the works have in common
/// @param cells the first row holds the names of the columns
record Table(String heading, List<List<String>> cells) {
  /// The mark of a figure whose numbers differ from ours.
  static final String DIFFERS = "≠";

  /// One table for each group, in the order of the rows.
  static List<Table> of(List<Row> rows) {
    List<Table> tables = new ArrayList<>();
    rows.stream()
        .map(row -> row.work().group())
        .distinct()
        .forEach(
            group ->
                tables.add(
                    of(
                        group,
                        rows.stream().filter(row -> row.work().group().equals(group)).toList())));
    return tables;
  }

  private static Table of(String heading, List<Row> rows) {
    Set<String> peers = new LinkedHashSet<>();
    rows.forEach(row -> peers.addAll(row.figures().keySet()));
    peers.remove(Contestants.OURS);
    List<List<String>> cells = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of("work", "ours"));
    names.addAll(peers);
    names.addAll(List.of("target", "met"));
    cells.add(names);
    for (Row row : rows) {
      List<String> line = new ArrayList<>();
      line.add(row.work().title());
      Double ours = row.figures().get(Contestants.OURS);
      line.add(ours == null ? "failed" : row.work().unit().show(ours));
      peers.forEach(peer -> line.add(cell(row, peer)));
      line.add(row.work().target().text());
      line.add(row.met().map(met -> met ? "yes" : "no").orElse(""));
      cells.add(line);
    }
    return new Table(heading, cells);
  }

  /// `460 µs (10.2×)`: the peer's figure, and how many times less ours is.
  private static String cell(Row row, String peer) {
    Double figure = row.figures().get(peer);
    if (figure == null) {
      return "";
    }
    String text = row.work().unit().show(figure);
    if (row.ratio(peer).isPresent()) {
      text += String.format(Locale.ROOT, " (%s×)", Unit.digits(row.ratio(peer).getAsDouble()));
    }
    return row.agrees(peer) ? text : text + " " + DIFFERS;
  }

  /// With columns in line.
  String text() {
    StringBuilder text = new StringBuilder(heading).append('\n');
    for (List<String> line : cells) {
      StringBuilder row = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        String gap = " ".repeat(width(column) - line.get(column).length());
        boolean left = column == 0 || column >= line.size() - 2;
        row.append("  ").append(left ? line.get(column) + gap : gap + line.get(column));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /// As a table of Markdown, under a heading of level 3.
  String markdown() {
    StringBuilder text = new StringBuilder("### ").append(heading).append("\n\n");
    for (int i = 0; i < cells.size(); i++) {
      text.append("| ").append(String.join(" | ", cells.get(i))).append(" |\n");
      if (i == 0) {
        text.append("|---|")
            .append("---:|".repeat(cells.getFirst().size() - 3))
            .append("---|---|\n");
      }
    }
    return text.toString();
  }

  private int width(int column) {
    return cells.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
