package dev.chainrule.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Lays out rows of cells in columns; numbers stand right, a cell may have several lines, and it
/// may be marked once it has its width. The first row is the heading.
final class Table {
  /// A cell: its text, and how each of its lines is marked.
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

    private List<String> lines() {
      return Arrays.asList(text.split("\n", -1));
    }

    private int width() {
      return lines().stream().mapToInt(Table::count).max().orElse(0);
    }

    /// The same words, and parts of long names, in lines of at most `width`, where none is longer.
    private Cell wrapped(int width) {
      List<String> lines = new ArrayList<>();
      String line = "";
      for (String part : text.split("(?<=[ _])", -1)) {
        boolean fits = count((line + part).stripTrailing()) <= width;
        if (!fits && !line.isEmpty()) {
          lines.add(line.stripTrailing());
          line = "";
        }
        line += part;
      }
      lines.add(line);
      return new Cell(String.join("\n", lines), mark, right);
    }
  }

  private static final String GAP = "  ";
  private static final int NARROWEST = 14;

  private final List<List<Cell>> rows;

  Table() {
    this(new ArrayList<>());
  }

  private Table(List<List<Cell>> rows) {
    this.rows = rows;
  }

  void add(Cell... cells) {
    rows.add(List.of(cells));
  }

  /// How many characters the longest line has.
  int width() {
    return Arrays.stream(widths()).map(width -> GAP.length() + width).sum();
  }

  /// This table in at most `most` characters a line, if it can be had so: the words of the heading
  /// go below each other, then columns are left out in the order of `leastTelling`, which falls.
  Table within(int most, int... leastTelling) {
    Table narrow = width() <= most ? this : withNarrowHead();
    for (int column : leastTelling) {
      narrow = narrow.width() <= most ? narrow : narrow.without(column);
    }
    return narrow;
  }

  /// This table in at most `most` characters a line, if the parts of the names in the first column
  /// can go below each other for that.
  Table withFirstWrapped(int most) {
    return withWrapped(0, most);
  }

  /// This table in at most `most` characters a line, if the words of the last column can go below
  /// each other for that.
  Table withLastWrapped(int most) {
    return withWrapped(rows.getFirst().size() - 1, most);
  }

  private Table withWrapped(int column, int most) {
    int excess = width() - most;
    return excess <= 0 ? this : wrapped(column, Math.max(NARROWEST, widths()[column] - excess));
  }

  private Table withNarrowHead() {
    int[] widths = new Table(rows.subList(1, rows.size())).widths();
    List<Cell> head = new ArrayList<>();
    for (Cell cell : rows.getFirst()) {
      head.add(cell.wrapped(widths[head.size()]));
    }
    return with(0, head);
  }

  private Table with(int index, List<Cell> row) {
    List<List<Cell>> changed = new ArrayList<>(rows);
    changed.set(index, row);
    return new Table(changed);
  }

  private Table without(int column) {
    List<List<Cell>> kept = new ArrayList<>();
    for (List<Cell> row : rows) {
      List<Cell> cells = new ArrayList<>(row);
      cells.remove(column);
      kept.add(cells);
    }
    return new Table(kept);
  }

  private Table wrapped(int column, int width) {
    Table narrow = this;
    for (int r = 0; r < rows.size(); r++) {
      List<Cell> cells = new ArrayList<>(rows.get(r));
      cells.set(column, cells.get(column).wrapped(width));
      narrow = narrow.with(r, cells);
    }
    return narrow;
  }

  private int[] widths() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<Cell> row : rows) {
      for (int c = 0; c < row.size(); c++) {
        widths[c] = Math.max(widths[c], row.get(c).width());
      }
    }
    return widths;
  }

  String text() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    for (List<Cell> row : rows) {
      int height = row.stream().mapToInt(cell -> cell.lines().size()).max().orElse(0);
      for (int line = 0; line < height; line++) {
        text.append(line(row, line, widths)).append('\n');
      }
    }
    return text.toString();
  }

  private static String line(List<Cell> row, int index, int[] widths) {
    StringBuilder line = new StringBuilder();
    int gap = 0;
    for (int c = 0; c < row.size(); c++) {
      Cell cell = row.get(c);
      String text = index < cell.lines().size() ? cell.lines().get(index) : "";
      int padding = widths[c] - count(text);
      gap += GAP.length() + (cell.right() ? padding : 0);
      if (!text.isEmpty()) {
        line.append(" ".repeat(gap)).append(cell.mark().apply(text));
        gap = 0;
      }
      gap += cell.right() ? 0 : padding;
    }
    return line.toString();
  }

  private static int count(String text) {
    return text.codePointCount(0, text.length());
  }
}
