package dev.chainrule.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An outcome as a part of a document in Markdown, between two marks, so that what people wrote
/// around it stays.
final class Document {
  static final String BEGIN = "<!-- figures: from here on written by ./chainrule bench --out -->";
  static final String END = "<!-- figures: to here -->";

  private Document() {}

  /// The document `text` with the outcome between its marks; a new one where there is none.
  static String with(@Nullable String text, Outcome outcome) {
    check(text);
    String part = BEGIN + "\n\n" + part(outcome) + "\n" + END;
    if (text == null) {
      return "# Performance\n\n" + part + "\n";
    }
    return text.substring(0, text.indexOf(BEGIN))
        + part
        + text.substring(text.indexOf(END) + END.length());
  }

  /// Whether figures can be put into `text`.
  ///
  /// @throws IllegalArgumentException if it is without the marks
  static void check(@Nullable String text) {
    if (text != null && (!text.contains(BEGIN) || text.indexOf(END) < text.indexOf(BEGIN))) {
      throw new IllegalArgumentException(
          "--out: performance.md must hold two lines for figures to go between; one is missing; add"
              + " '"
              + BEGIN
              + "' and '"
              + END
              + "'");
    }
  }

  private static String part(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    text.append("Taken on %s by `%s`.\n\n".formatted(outcome.date(), outcome.command()));
    text.append("- machine: ").append(outcome.machine().processor()).append('\n');
    text.append("- system: ").append(outcome.machine().system()).append('\n');
    text.append("- Java: ").append(outcome.machine().java()).append('\n');
    outcome
        .versions()
        .forEach((peer, version) -> text.append("- %s: %s%n".formatted(peer, version)));
    outcome.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    text.append(
        """

        A figure is a median. In brackets: how many times ours the other's figure is; above 1 ours is
        faster (or smaller). %s marks a contestant whose numbers differ from ours.

        ![the ratios of the tables below](performance.svg)

        """
            .formatted(Table.DIFFERS));
    for (Table table : Table.of(outcome.rows())) {
      text.append(table.markdown()).append('\n');
    }
    text.append("### Behind\n\n").append(behind(outcome.rows()));
    return text.toString();
  }

  /// A line for each work in which a peer is ahead of us or the target is missed.
  private static String behind(List<Row> rows) {
    String lines =
        rows.stream()
            .filter(row -> !aheadOfUs(row).isEmpty() || row.met().equals(Optional.of(false)))
            .map(Document::line)
            .collect(Collectors.joining());
    return lines.isEmpty() ? "No peer is ahead, and no target is missed.\n" : lines;
  }

  private static String line(Row row) {
    String peers = aheadOfUs(row);
    String target = row.work().target().text();
    return "- %s, %s: ours %s%s%s\n"
        .formatted(
            row.work().group(),
            row.work().title(),
            row.work().unit().show(row.figures().getOrDefault(Contestants.OURS, Double.NaN)),
            peers.isEmpty() ? "" : "; " + peers,
            row.met().orElse(true) ? "" : "; the target " + target + " is missed");
  }

  private static String aheadOfUs(Row row) {
    return row.figures().keySet().stream()
        .filter(peer -> row.ratio(peer).orElse(1) < 1)
        .map(
            peer ->
                String.format(
                    Locale.ROOT, "%s × %s", Unit.digits(row.ratio(peer).orElseThrow()), peer))
        .collect(Collectors.joining(", "));
  }
}
