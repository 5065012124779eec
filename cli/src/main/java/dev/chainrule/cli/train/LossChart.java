package dev.chainrule.cli.train;

import static dev.chainrule.cli.train.Markup.escaped;

import dev.chainrule.nn.train.LossHistory.Point;
import java.util.ArrayList;
import java.util.List;

/// The losses of a training by step: that of the batches, as it was and smoothed, and that on other
/// data.
final class LossChart {
  private static final double WIDTH = 860;
  private static final double HEIGHT = 400;

  /// Losses above this share of all, those of the very first steps, may lie beyond the top.
  private static final double SHOWN = 0.995;

  private static final int SMOOTHED_OVER = 40;

  private final List<Double> steps;
  private final List<Double> losses;
  private final List<Double> otherSteps;
  private final List<Double> others;

  private LossChart(List<Point> training, List<Point> validation) {
    steps = training.stream().map(point -> (double) point.step()).toList();
    losses = training.stream().map(Point::loss).toList();
    otherSteps = validation.stream().map(point -> (double) point.step()).toList();
    others = validation.stream().map(Point::loss).toList();
  }

  /// The picture as a file: `loss.svg`.
  ///
  /// @param heading what was trained, on what
  static String of(String heading, List<Point> training, List<Point> validation) {
    LossChart chart = new LossChart(training, validation);
    String head =
        "<style>\n%s%s</style>\n<rect width=\"%s\" height=\"%s\" style=\"fill: var(--paper)\"/>\n<text class=\"key\" x=\"12\" y=\"26\" style=\"font-size: 15px; font-weight: bold\">%s</text>\n"
            .formatted(
                Markup.COLOURS.replace(":root", "svg"),
                Markup.PLOT,
                Markup.pixels(WIDTH),
                Markup.pixels(HEIGHT),
                escaped(heading));
    return chart
        .plot(WIDTH, HEIGHT, 70)
        .element(
            "loss",
            chart.summary(),
            "xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\""
                .formatted(Markup.pixels(WIDTH), Markup.pixels(HEIGHT)),
            head);
  }

  /// The picture in a page.
  static String inPage(
      String id, double width, double height, List<Point> training, List<Point> validation) {
    LossChart chart = new LossChart(training, validation);
    return chart
        .plot(width, height, 34)
        .element(id, chart.summary(), "class=\"%s\"".formatted(id), "");
  }

  private Plot plot(double width, double height, double top) {
    double end = Math.max(last(steps, 1), last(otherSteps, 1));
    List<Double> shown = new ArrayList<>(losses.stream().sorted().toList());
    shown = new ArrayList<>(shown.subList(0, (int) Math.ceil(shown.size() * SHOWN)));
    shown.addAll(others);
    Plot plot =
        new Plot(width, height, top, Scale.exactly(0, end), Scale.around(shown))
            .axes("step", "")
            .line("raw", steps, losses)
            .line("line", steps, smoothed())
            .key("line", 0, "training loss (nats)");
    if (!others.isEmpty()) {
      plot.line("second", otherSteps, others)
          .dots("second-dot", 3, otherSteps, others)
          .key("second", width > 500 ? 28 : 25, "validation");
    }
    return plot;
  }

  private static double last(List<Double> values, double otherwise) {
    return values.isEmpty() ? otherwise : values.getLast();
  }

  /// Means over neighbours: fewer at the start, where the loss falls, and at the end those before.
  private List<Double> smoothed() {
    int reach = losses.size() / SMOOTHED_OVER / 2;
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      int before = Math.min(reach, i);
      int after = Math.min(before, losses.size() - 1 - i);
      means.add(
          losses.subList(i - before, i + after + 1).stream()
              .mapToDouble(loss -> loss)
              .average()
              .orElse(Double.NaN));
    }
    return means;
  }

  private String summary() {
    if (losses.isEmpty()) {
      return "Loss by step: no step was made";
    }
    List<Double> smooth = smoothed();
    String training =
        "Loss by step: the training loss goes from %s to %s in %s steps"
            .formatted(
                Scale.label(smooth.getFirst()),
                Scale.label(smooth.getLast()),
                Scale.label(steps.getLast()));
    return others.isEmpty()
        ? training
        : "%s, the validation loss from %s to %s"
            .formatted(training, Scale.label(others.getFirst()), Scale.label(others.getLast()));
  }
}
