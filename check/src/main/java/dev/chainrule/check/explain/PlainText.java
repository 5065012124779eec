package dev.chainrule.check.explain;

import dev.chainrule.check.Style;
import dev.chainrule.check.explain.Document.Block;
import java.util.ArrayList;
import java.util.List;

/// Prints a document in lines of limited width.
final class PlainText {
  private static final String INDENT = "  ";

  private final Style style;
  private final int width;
  private final StringBuilder out = new StringBuilder();

  PlainText(Style style, int width) {
    this.style = style;
    this.width = width;
  }

  String print(List<Block> blocks) {
    for (Block block : blocks) {
      switch (block) {
        case Block.Heading heading -> heading(heading.text());
        case Block.Words words -> wrapped(INDENT, INDENT, words.text().replace("`", ""));
        case Block.Chain chain -> chain(chain);
        case Block.Formula formula ->
            wrapped("", INDENT.repeat(4), INDENT + INDENT + formula.formula().text());
        case Block.Rows rows -> rows(rows);
      }
    }
    return out.toString();
  }

  private void heading(String text) {
    if (!out.isEmpty()) {
      out.append('\n');
    }
    out.append(style.strong(text)).append('\n');
  }

  private void chain(Block.Chain chain) {
    String left = INDENT + INDENT + chain.left().text();
    String hanging = INDENT.repeat(3);
    String first = left + " " + chain.relation().text + " ";
    for (Wording.Said right : chain.right()) {
      wrapped("", hanging + INDENT, first + right.text());
      first = hanging + "= ";
    }
  }

  /// Words in lines that fit; the first line begins with `first`, the others with `hanging`.
  private void wrapped(String first, String hanging, String words) {
    // A shape and an index stay on one line.
    String text = words.replaceAll("(?<=\\d), (?=-?\\d)", ",\u00a0");
    int lead = 0;
    while (lead < text.length() && text.charAt(lead) == ' ') {
      lead++;
    }
    StringBuilder line = new StringBuilder(first + text.substring(0, lead));
    boolean isEmpty = true;
    for (String word : text.strip().split(" +", -1)) {
      if (!isEmpty && line.length() + 1 + word.length() > width) {
        out.append(line.toString().replace('\u00a0', ' ')).append('\n');
        line = new StringBuilder(hanging);
        isEmpty = true;
      }
      line.append(isEmpty ? "" : " ").append(word);
      isEmpty = false;
    }
    out.append(line.toString().replace('\u00a0', ' ')).append('\n');
  }

  private void rows(Block.Rows rows) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(rows.head());
    rows.rows().forEach(row -> cells.add(row.stream().map(Wording.Said::text).toList()));
    int[] widths = new int[rows.head().size()];
    for (List<String> row : cells) {
      for (int c = 0; c < row.size(); c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder(INDENT + INDENT);
      for (int c = 0; c < row.size(); c++) {
        String padding = " ".repeat(widths[c] - row.get(c).length());
        line.append(c == 0 ? row.get(c) + padding : INDENT + INDENT + padding + row.get(c));
      }
      String text = line.toString().stripTrailing();
      out.append(row == cells.getFirst() ? style.faint(text) : text).append('\n');
    }
  }
}
