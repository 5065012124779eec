package dev.chainrule.check;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A trace as text: the complete picture of a backward pass. Values are read downwards, the
/// gradients beside them upwards from ∂L/∂L = 1, and the gradients of the weights come last.
///
/// A zero is printed as 0 whatever its sign: the sign of a zero says nothing about a gradient.
public final class TraceTable {
  private static final int MOST_ROWS = 6;
  private static final int MOST_COLUMNS = 6;

  private TraceTable() {}

  /// The picture of `trace`.
  public static String text(Trace trace, Style style) {
    Table picture = new Table();
    picture.add(
        head("step", style),
        head("line", style),
        head("made by", style),
        head("shape", style),
        head("value, read down ↓", style),
        head("gradient, read up ↑", style));
    Table weights = new Table();
    for (Trace.Step step : trace.steps()) {
      if (step.forward().line() > trace.loss().line() && step.grad() == null) {
        continue;
      }
      if (step.forward().wantsGrad()) {
        addWeight(weights, step, style);
      }
      addStep(picture, step, style);
    }
    String loss = trace.loss().name();
    String last = weights.text();
    return picture.text()
        + (last.isEmpty()
            ? ""
            : "\n  "
                + style.faint(
                    "and last, the gradients of the weights: how " + loss + " changes with each")
                + "\n"
                + last);
  }

  private static Cell head(String text, Style style) {
    return Cell.of(text, style::faint);
  }

  private static void addStep(Table table, Trace.Step step, Style style) {
    Run.Step forward = step.forward();
    List<String> values = lines(forward.value().array());
    List<String> grads = step.grad() == null ? List.of("-") : lines(step.grad());
    for (int i = 0; i < Math.max(values.size(), grads.size()); i++) {
      boolean first = i == 0;
      table.add(
          Cell.of(first ? forward.name() : "", style::strong),
          Cell.number(first ? String.valueOf(forward.line()) : ""),
          Cell.of(first ? forward.operation() : "", style::faint),
          Cell.of(first ? forward.value().shape().toString() : ""),
          Cell.of(i < values.size() ? values.get(i) : ""),
          Cell.of(i < grads.size() ? grads.get(i) : "", style::right));
    }
  }

  private static void addWeight(Table table, Trace.Step step, Style style) {
    List<String> grads = step.grad() == null ? List.of("-") : lines(step.grad());
    for (int i = 0; i < grads.size(); i++) {
      table.add(
          Cell.of(i == 0 ? "d" + step.forward().name() : "", style::strong),
          Cell.of(i == 0 ? step.forward().value().shape().toString() : ""),
          Cell.of(grads.get(i), style::right));
    }
  }

  /// The elements, a row a line; of large arrays the corner and the extent.
  private static List<String> lines(NdArray array) {
    int columns = array.shape().rank() == 0 ? 1 : array.shape().size(-1);
    if (array.numel() == 0) {
      return List.of("(empty)");
    }
    int rows = array.numel() / columns;
    boolean cut = rows > MOST_ROWS || columns > MOST_COLUMNS;
    int shownRows = cut ? Math.min(rows, 3) : rows;
    int shownColumns = columns > MOST_COLUMNS ? MOST_COLUMNS - 1 : columns;
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < shownRows; r++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < shownColumns; c++) {
        String number = number(array.get(r * columns + c));
        line.append(c == 0 ? "" : " ").append(" ".repeat(Math.max(0, 8 - number.length())));
        line.append(number);
      }
      lines.add(line + (shownColumns < columns ? " …" : ""));
    }
    if (cut) {
      lines.add("   … " + extent(array));
    }
    return lines;
  }

  private static String extent(NdArray array) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < array.numel(); i++) {
      least = Math.min(least, array.get(i));
      most = Math.max(most, array.get(i));
    }
    return "from " + number(least) + " to " + number(most);
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
