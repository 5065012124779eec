package dev.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Lays out rows of cells in columns; numbers stand right, and a cell may be marked once it has its
/// width.
final class Table {
  /// A cell: its text, and how it is marked.
  record Cell(String text, UnaryOperator<String> mark, boolean right) {
    static Cell of(String text) {
      return new Cell(text, UnaryOperator.identity(), false);
    }

    static Cell of(String text, UnaryOperator<String> mark) {
      return new Cell(text, mark, false);
    }

    static Cell number(String text) {
      return new Cell(text, UnaryOperator.identity(), true);
    }
  }

  private static final String GAP = "  ";

  private final List<List<Cell>> rows = new ArrayList<>();

  void add(Cell... cells) {
    rows.add(List.of(cells));
  }

  String text() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<Cell> row : rows) {
      for (int c = 0; c < row.size(); c++) {
        widths[c] = Math.max(widths[c], width(row.get(c).text()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<Cell> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        Cell cell = row.get(c);
        String padding = " ".repeat(widths[c] - width(cell.text()));
        String marked = cell.mark().apply(cell.text());
        boolean last = c == row.size() - 1;
        line.append(GAP).append(cell.right() ? padding + marked : marked);
        line.append(cell.right() || last ? "" : padding);
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
