package dev.chainrule.check;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.Table.Cell;
import dev.chainrule.check.experiment.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A trace as text: the complete picture of a backward pass. Values are read downwards, the
/// gradients beside them upwards from ∂L/∂L = 1, and the gradients of the weights come last.
///
/// A zero is printed as 0 whatever its sign: the sign of a zero says nothing about a gradient.
public final class TraceTable {
  private static final int MOST_ROWS = 6;
  private static final int MOST_COLUMNS = 6;
  private static final int FEWEST_COLUMNS = 2;
  private static final int NARROWEST = 8;

  private static final int LINE = 1;
  private static final int MADE_BY = 2;

  private final Trace trace;
  private final Style style;
  private final int mostColumns;

  private TraceTable(Trace trace, Style style, int mostColumns) {
    this.trace = trace;
    this.style = style;
    this.mostColumns = mostColumns;
  }

  /// The picture of `trace`, in lines as long as they need to be.
  public static String text(Trace trace, Style style) {
    return text(trace, style, Integer.MAX_VALUE);
  }

  /// The picture of `trace`, for a terminal of `width` characters: of wide arrays it shows as many
  /// columns as there is room for.
  public static String text(Trace trace, Style style, int width) {
    TraceTable table = new TraceTable(trace, style, MOST_COLUMNS);
    while (table.mostColumns > FEWEST_COLUMNS && table.fitted(width).width() > width) {
      table = new TraceTable(trace, style, table.mostColumns - 1);
    }
    return table.fitted(width).withFirstWrapped(width).text() + table.last();
  }

  private Table fitted(int width) {
    return picture().within(width, MADE_BY, LINE);
  }

  private Table picture() {
    Table picture = new Table();
    picture.add(
        head("step"),
        head("line"),
        head("made by"),
        head("shape"),
        head("value, read down ↓"),
        head("gradient, read up ↑"));
    shown().forEach(step -> addStep(picture, step));
    return picture;
  }

  private String last() {
    Table weights = new Table();
    shown().filter(step -> step.forward().wantsGrad()).forEach(step -> addWeight(weights, step));
    String text = weights.text();
    String heading =
        "and last, the gradients of the weights: how %s changes with each"
            .formatted(trace.loss().name());
    return text.isEmpty() ? "" : "\n  " + style.faint(heading) + "\n" + text;
  }

  /// What comes after the loss and has no gradient belongs to the backward pass.
  private Stream<Trace.Step> shown() {
    return trace.steps().stream()
        .filter(step -> step.forward().line() <= trace.loss().line() || step.grad() != null);
  }

  private Cell head(String text) {
    return Cell.of(text, style::faint);
  }

  private void addStep(Table table, Trace.Step step) {
    Run.Step forward = step.forward();
    table.add(
        Cell.of(forward.name(), style::strong),
        Cell.number(String.valueOf(forward.line())),
        Cell.of(forward.operation(), style::faint),
        Cell.of(forward.value().shape().toString()),
        Cell.of(lines(forward.value().array())),
        Cell.of(gradient(step), style::right));
  }

  private void addWeight(Table table, Trace.Step step) {
    table.add(
        Cell.of("d" + step.forward().name(), style::strong),
        Cell.of(step.forward().value().shape().toString()),
        Cell.of(gradient(step), style::right));
  }

  private String gradient(Trace.Step step) {
    return step.grad() == null ? "-" : lines(step.grad());
  }

  /// The elements, a row a line; of large arrays the corner and the extent.
  private String lines(NdArray array) {
    int columns = array.shape().rank() == 0 ? 1 : array.shape().size(-1);
    if (array.numel() == 0) {
      return "(empty)";
    }
    int rows = array.numel() / columns;
    boolean cut = rows > MOST_ROWS || columns > mostColumns;
    int shownRows = cut ? Math.min(rows, 3) : rows;
    int shownColumns = columns > mostColumns ? mostColumns - 1 : columns;
    List<List<String>> numbers = new ArrayList<>();
    for (int r = 0; r < shownRows; r++) {
      int row = r * columns;
      numbers.add(
          IntStream.range(row, row + shownColumns).mapToObj(i -> number(array.get(i))).toList());
    }
    int width =
        numbers.stream()
            .flatMap(List::stream)
            .mapToInt(String::length)
            .reduce(NARROWEST, Math::max);
    List<String> lines = new ArrayList<>();
    for (List<String> row : numbers) {
      String line =
          row.stream()
              .map(number -> " ".repeat(width - number.length()) + number)
              .collect(Collectors.joining(" "));
      lines.add(line + (shownColumns < columns ? " …" : ""));
    }
    if (cut) {
      lines.add("… " + extent(array));
    }
    return String.join("\n", lines);
  }

  private static String extent(NdArray array) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < array.numel(); i++) {
      least = Math.min(least, array.get(i));
      most = Math.max(most, array.get(i));
    }
    return number(least) + " to " + number(most);
  }

  /// Four decimals where these show the number, else three significant digits.
  public static String number(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e6) {
      return String.valueOf((long) value);
    }
    return size >= 1e-3 && size < 1e4
        ? String.format(Locale.ROOT, "%.4f", value)
        : String.format(Locale.ROOT, "%.2e", value);
  }
}
