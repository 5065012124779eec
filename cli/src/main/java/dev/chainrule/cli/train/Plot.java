package dev.chainrule.cli.train;

import static dev.chainrule.cli.train.Markup.escaped;
import static dev.chainrule.cli.train.Markup.pixels;

import dev.chainrule.nn.health.Histogram;
import java.util.List;

/// A picture with two axes, as SVG: lines, points and histograms.
final class Plot {
  private static final double LEFT = 52;
  private static final double RIGHT = 14;
  private static final double BOTTOM = 40;
  private static final double CHARACTER = 7.25;

  private final double width;
  private final double height;
  private final double top;
  private final Scale x;
  private final Scale y;
  private final StringBuilder out = new StringBuilder();

  /// @param top room above the axes, for a key
  Plot(double width, double height, double top, Scale x, Scale y) {
    this.width = width;
    this.height = height;
    this.top = top;
    this.x = x;
    this.y = y;
  }

  private double across(double value) {
    return LEFT + (width - LEFT - RIGHT) * x.at(value);
  }

  private double down(double value) {
    return top + (height - top - BOTTOM) * (1 - Math.clamp(y.at(value), 0, 1));
  }

  /// Axes with labels; lines of the grid for y.
  Plot axes(String xName, String yName) {
    for (double tick : y.ticks(height > 200 ? 5 : 3)) {
      String at = pixels(down(tick));
      line("grid", LEFT, down(tick), width - RIGHT, down(tick));
      put(
          "<text x=\"%s\" y=\"%s\" dy=\"4\" text-anchor=\"end\">%s</text>"
              .formatted(pixels(LEFT - 6), at, Scale.label(tick)));
    }
    double base = height - BOTTOM;
    line("axis", LEFT, base, width - RIGHT, base);
    for (double tick : x.ticks(width > 500 ? 8 : 4)) {
      String label = Scale.label(tick);
      double half = label.length() * CHARACTER / 2;
      double at = Math.min(across(tick), width - half - 1);
      line("axis", across(tick), base, across(tick), base + 4);
      put(
          "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>"
              .formatted(pixels(at), pixels(base + 17), label));
    }
    put(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>"
            .formatted(pixels((LEFT + width - RIGHT) / 2), pixels(height - 5), escaped(xName)));
    if (!yName.isEmpty()) {
      put("<text x=\"%s\" y=\"12\">%s</text>".formatted(pixels(2), escaped(yName)));
    }
    return this;
  }

  private void line(String look, double x1, double y1, double x2, double y2) {
    put(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(look, pixels(x1), pixels(y1), pixels(x2), pixels(y2)));
  }

  private void put(String element) {
    out.append(element).append('\n');
  }

  /// A line at one height, with its name, where it is within the axes.
  Plot mark(double at, String name) {
    if (y.at(at) >= 0 && y.at(at) <= 1) {
      line("mark", LEFT, down(at), width - RIGHT, down(at));
      boolean isHigh = down(at) < top + 16;
      put(
          "<text x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>"
              .formatted(
                  pixels(width - RIGHT), pixels(down(at) + (isHigh ? 13 : -4)), escaped(name)));
    }
    return this;
  }

  /// A line through points, broken where one has no place.
  Plot line(String look, List<Double> xs, List<Double> ys) {
    StringBuilder path = new StringBuilder();
    boolean isDrawing = false;
    for (int i = 0; i < xs.size(); i++) {
      double at = down(ys.get(i));
      boolean hasPlace = !Double.isNaN(y.at(ys.get(i)));
      if (hasPlace) {
        path.append(isDrawing ? 'L' : 'M');
        path.append(pixels(across(xs.get(i)))).append(' ').append(pixels(at));
      }
      isDrawing = hasPlace;
    }
    if (!path.isEmpty()) {
      put("<path class=\"%s\" d=\"%s\"/>".formatted(look, path));
    }
    return this;
  }

  /// Points that tell their numbers when they are pointed at.
  Plot dots(String look, double radius, List<Double> xs, List<Double> ys) {
    for (int i = 0; i < xs.size(); i++) {
      if (!Double.isNaN(y.at(ys.get(i)))) {
        put(
            "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>step %d: %s</title></circle>"
                .formatted(
                    look,
                    pixels(across(xs.get(i))),
                    pixels(down(ys.get(i))),
                    pixels(radius),
                    Math.round(xs.get(i)),
                    Scale.label(ys.get(i))));
      }
    }
    return this;
  }

  /// The densities of a histogram as bars from the axis, or as their outline.
  Plot histogram(String look, Histogram histogram) {
    List<Double> densities = densities(histogram);
    int bins = densities.size();
    double wide = (histogram.high() - histogram.low()) / bins;
    StringBuilder path = new StringBuilder();
    if (histogram.total() == 0) {
      return this;
    }
    path.append('M').append(pixels(across(histogram.low()))).append(' ').append(pixels(down(0)));
    for (int i = 0; i < bins; i++) {
      String at = pixels(down(densities.get(i)));
      double from = histogram.low() + i * wide;
      path.append('L').append(pixels(across(from))).append(' ').append(at);
      path.append('L').append(pixels(across(from + wide))).append(' ').append(at);
    }
    path.append('L').append(pixels(across(histogram.high()))).append(' ').append(pixels(down(0)));
    put("<path class=\"%s\" d=\"%sZ\"/>".formatted(look, path));
    return this;
  }

  /// The share of all in each bin over its width, so that histograms of other bins compare.
  static List<Double> densities(Histogram histogram) {
    double wide = (histogram.high() - histogram.low()) / Math.max(1, histogram.counts().size());
    double scale = 1 / (wide * Math.max(1, histogram.total()));
    return histogram.counts().stream().map(count -> count * scale).toList();
  }

  /// An entry of the key, in the room above the axes.
  ///
  /// @param from where it begins, in characters
  Plot key(String look, int from, String name) {
    double at = LEFT + from * CHARACTER;
    line(look, at, top - 14, at + 18, top - 14);
    put(
        "<text class=\"key\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(pixels(at + 24), pixels(top - 10), escaped(name)));
    return this;
  }

  /// The picture as an element that fills the width that it is given.
  ///
  /// @param id unique in its document
  /// @param title read out in place of it
  /// @param attributes of the element, and what else it begins with
  String element(String id, String title, String attributes, String head) {
    return """
    <svg viewBox="0 0 %s %s" role="img" aria-labelledby="%s" %s>
    <title id="%s">%s</title>
    %s%s</svg>
    """
        .formatted(pixels(width), pixels(height), id, attributes, id, escaped(title), head, out);
  }
}
