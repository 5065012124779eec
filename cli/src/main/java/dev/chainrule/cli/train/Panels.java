package dev.chainrule.cli.train;

import static dev.chainrule.cli.train.Markup.escaped;

import dev.chainrule.nn.health.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// Small pictures side by side, one a layer, on the same axes where they are to be compared; and
/// the same numbers as a table.
final class Panels {
  private static final double WIDTH = 320;
  private static final double HEIGHT = 170;
  private static final double TOP = 10;

  private final String id;
  private final StringBuilder out = new StringBuilder();
  private int count;

  /// @param id unique in the page
  Panels(String id) {
    this.id = id;
  }

  /// For each name a number at each step.
  ///
  /// @param y for all of them
  /// @param mark a height to draw a line at; NaN for none
  Panels series(
      String what,
      List<Double> steps,
      SequencedMap<String, List<Double>> series,
      Scale y,
      double mark) {
    Scale x = Scale.exactly(0, steps.isEmpty() ? 1 : steps.getLast());
    series.forEach(
        (name, values) ->
            add(
                name,
                "%s of %s by step%s".formatted(what, name, ends(values)),
                plot(x, y, mark).line("line", steps, values).dots("dot", 1.8, steps, values)));
    return this;
  }

  private static Plot plot(Scale x, Scale y, double mark) {
    Plot plot = new Plot(WIDTH, HEIGHT, TOP, x, y).axes("step", "");
    return Double.isNaN(mark) ? plot : plot.mark(mark, Scale.label(mark));
  }

  private static String ends(List<Double> values) {
    List<Double> known = values.stream().filter(value -> !Double.isNaN(value)).toList();
    return known.isEmpty()
        ? ""
        : ", from %s to %s".formatted(number(known.getFirst()), number(known.getLast()));
  }

  /// For each name how numbers are spread now, and as an outline how they were at first.
  ///
  /// @param first may be as long as `last`, or empty where there is none
  Panels spread(
      String what, String axis, List<String> names, List<Histogram> first, List<Histogram> last) {
    for (int i = 0; i < names.size(); i++) {
      Histogram now = last.get(i);
      Histogram then = first.isEmpty() ? Histogram.EMPTY : first.get(i);
      List<Double> bounds = new ArrayList<>();
      List<Double> densities = new ArrayList<>();
      for (Histogram histogram : List.of(then, now)) {
        if (histogram.total() > 0) {
          bounds.addAll(List.of(histogram.low(), histogram.high()));
          densities.addAll(Plot.densities(histogram));
        }
      }
      if (!bounds.isEmpty()) {
        double low = bounds.stream().mapToDouble(v -> v).min().orElse(0);
        double high = bounds.stream().mapToDouble(v -> v).max().orElse(1);
        double most = densities.stream().mapToDouble(v -> v).max().orElse(1);
        Plot plot =
            new Plot(WIDTH, HEIGHT, TOP, Scale.exactly(low, high), Scale.exactly(0, most * 1.05))
                .axes(axis, "")
                .histogram("bars", now)
                .histogram("outline", then);
        add(names.get(i), "Histogram of %s of %s".formatted(what, names.get(i)), plot);
      }
    }
    return this;
  }

  private void add(String name, String title, Plot plot) {
    out.append("<figure><figcaption>").append(escaped(name)).append("</figcaption>\n");
    out.append(plot.element("%s-%d".formatted(id, count++), title, "", ""));
    out.append("</figure>\n");
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// All of them.
  String html() {
    return "<div class=\"panels\">\n%s</div>\n".formatted(out);
  }

  /// A table behind a line that opens it.
  static String table(String name, List<String> columns, List<List<String>> rows) {
    StringBuilder out = new StringBuilder();
    out.append("<details><summary>%s as a table</summary>\n".formatted(escaped(name)));
    out.append(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table><thead><tr>"
            .formatted(escaped(name)));
    columns.forEach(column -> out.append("<th scope=\"col\">%s</th>".formatted(escaped(column))));
    out.append("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      out.append("<tr><th scope=\"row\">%s</th>".formatted(escaped(row.getFirst())));
      row.stream().skip(1).forEach(cell -> out.append("<td>%s</td>".formatted(escaped(cell))));
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div></details>\n").toString();
  }

  /// A number in a table; a dash where there is none.
  static String number(double value) {
    return Double.isNaN(value) ? "–" : Scale.label(rounded(value));
  }

  private static double rounded(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 2);
    return Math.round(value / unit) * unit;
  }
}
