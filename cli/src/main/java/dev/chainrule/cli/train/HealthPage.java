package dev.chainrule.cli.train;

import static dev.chainrule.cli.train.Markup.escaped;

import dev.chainrule.nn.health.Finding;
import dev.chainrule.nn.health.HealthMonitor;
import dev.chainrule.nn.health.HealthReport;
import dev.chainrule.nn.health.Histogram;
import dev.chainrule.nn.health.LayerHealth;
import dev.chainrule.nn.health.ParameterHealth;
import dev.chainrule.nn.train.LossHistory.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Function;

/// The health of a training as a page, `health.html`: what deserves attention in words, then what
/// was measured, in pictures and in tables. One file that needs neither network nor script.
final class HealthPage {
  private static final String STYLE =
      """
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--paper); color: var(--ink);
        font: 16px/1.5 system-ui, sans-serif; }
      main { max-width: 1180px; margin: 0 auto; padding: 24px 16px 64px; }
      h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
      h2 { font-size: 1.15rem; margin: 40px 0 4px; }
      h3 { font-size: 1rem; margin: 0 0 4px; }
      p { margin: 0 0 12px; max-width: 75ch; }
      .note { color: var(--faint); }
      .finding { border: 1px solid var(--rule); border-left: 4px solid var(--wrong);
        border-radius: 5px; background: var(--box); padding: 12px 16px; margin: 12px 0;
        overflow-wrap: anywhere; }
      .finding p { margin: 0; }
      .finding .numbers { font: 13px ui-monospace, monospace; color: var(--faint); }
      .well { border-left-color: var(--gradient); }
      .panels { display: grid; gap: 16px;
        grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr)); }
      figure { margin: 0; border: 1px solid var(--rule); border-radius: 5px; padding: 8px 8px 4px;
        background: var(--paper); min-width: 0; }
      figcaption { font: bold 13px ui-monospace, monospace; margin: 0 4px 4px;
        overflow-wrap: anywhere; }
      svg { display: block; width: 100%; height: auto; }
      .loss-narrow, .loss-middle { display: none; }
      @media (max-width: 1000px) { .loss-wide { display: none; } .loss-middle { display: block; } }
      @media (max-width: 560px) { .loss-middle { display: none; } .loss-narrow { display: block; } }
      .keys { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0 0 12px;
        font: 13px ui-monospace, monospace; color: var(--ink); }
      .keys span::before { content: ""; display: inline-block; width: 18px; height: 10px;
        margin-right: 6px; background: var(--gradient); opacity: 0.75; }
      .keys .then::before { background: none; border: 1.5px solid var(--other); opacity: 1; }
      details { margin: 12px 0 0; }
      summary { cursor: pointer; color: var(--gradient); }
      summary:focus-visible, .wide:focus-visible { outline: 2px solid var(--gradient);
        outline-offset: 2px; }
      .wide { overflow-x: auto; margin-top: 8px; }
      table { border-collapse: collapse; font: 13px ui-monospace, monospace; white-space: nowrap; }
      th, td { text-align: right; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--rule); }
      th:first-child { text-align: left; }
      """;

  private static final String KEYS =
      "<p class=\"keys\"><span>now</span><span class=\"then\">at the first sample</span></p>\n";

  private final HealthReport report;
  private final List<Finding> findings;
  private final List<Double> steps;
  private final StringBuilder out = new StringBuilder();

  private HealthPage(HealthReport report, List<Finding> findings) {
    this.report = report;
    this.findings = findings;
    steps = report.steps().stream().map(step -> (double) step).toList();
  }

  /// The page.
  ///
  /// @param heading what was trained, on what
  static String of(String heading, HealthMonitor monitor) {
    HealthPage page = new HealthPage(monitor.report(), monitor.findings());
    page.body(heading);
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>%s: health</title>
    <style>
    %s%s%s</style>
    </head>
    <body>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(escaped(heading), Markup.COLOURS, STYLE, Markup.PLOT, page.out);
  }

  private void body(String heading) {
    out.append("<h1>%s</h1>\n".formatted(escaped(heading)));
    out.append(
        "<p class=\"note\">Health of a training, looked at in %,d of its steps.</p>\n"
            .formatted(report.samples()));
    findings();
    losses();
    saturation();
    spreads();
    gradients();
    ratios();
    ratioSpreads();
  }

  private void section(String name, String explanation) {
    out.append("<h2>%s</h2>\n<p class=\"note\">%s</p>\n".formatted(name, explanation));
  }

  private void findings() {
    out.append("<h2>What deserves attention</h2>\n");
    if (findings.isEmpty()) {
      out.append(
          "<div class=\"finding well\"><p>Nothing. No rule found anything in the losses,"
              + " activations, gradients and updates that were looked at.</p></div>\n");
    }
    for (Finding finding : findings) {
      out.append("<article class=\"finding\"><h3>%s</h3>\n".formatted(title(finding.id())));
      out.append("<p>%s</p>\n".formatted(escaped(finding.message())));
      out.append(
          "<p class=\"numbers\">%s: %s%s</p></article>\n"
              .formatted(
                  escaped(finding.id()),
                  Panels.number(finding.value()),
                  Double.isNaN(finding.threshold())
                      ? ""
                      : ", threshold " + Panels.number(finding.threshold())));
    }
  }

  private static String title(String id) {
    String words = id.replace('-', ' ');
    return escaped(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
  }

  private void losses() {
    section("Loss", "Of the batches that were trained on, and of data that was not.");
    out.append(LossChart.inPage("loss-wide", 1120, 380, report.training(), report.validation()));
    out.append(LossChart.inPage("loss-middle", 740, 320, report.training(), report.validation()));
    out.append(LossChart.inPage("loss-narrow", 340, 280, report.training(), report.validation()));
    List<List<String>> rows = new ArrayList<>();
    List<Point> points = report.training();
    int every = Math.max(1, points.size() / 50);
    for (int i = every - 1; i < points.size(); i += every) {
      rows.add(
          List.of(String.valueOf(points.get(i).step()), Panels.number(points.get(i).loss()), "–"));
    }
    for (Point point : report.validation()) {
      rows.add(List.of(String.valueOf(point.step()), "–", Panels.number(point.loss())));
    }
    rows.sort((a, b) -> Long.compare(Long.parseLong(a.getFirst()), Long.parseLong(b.getFirst())));
    out.append(Panels.table("Losses", List.of("step", "training", "validation"), rows));
  }

  private void saturation() {
    SequencedMap<String, List<Double>> series = new LinkedHashMap<>();
    for (LayerHealth layer : report.layers()) {
      List<Double> shares = layer.samples().stream().map(LayerHealth.Sample::saturated).toList();
      if (shares.stream().anyMatch(share -> !Double.isNaN(share))) {
        series.put(layer.name(), shares);
      }
    }
    if (!series.isEmpty()) {
      section(
          "Saturation",
          "The share of outputs in the flat ends of tanh and sigmoid, where hardly any gradient"
              + " passes.");
      Panels panels =
          new Panels("saturation")
              .series("Saturated share", steps, series, Scale.exactly(0, 1), Double.NaN);
      out.append(panels.html()).append(seriesTable("Saturation", series));
    }
    List<LayerHealth> relus =
        report.layers().stream().filter(layer -> layer.operation().equals("relu")).toList();
    if (!relus.isEmpty()) {
      section("Dead units", "Relu units that no example of the last samples made positive.");
      out.append("<ul>\n");
      for (LayerHealth layer : relus) {
        out.append(
            "<li>%s: %d of %d</li>\n"
                .formatted(escaped(layer.name()), layer.deadUnits(), layer.units()));
      }
      out.append("</ul>\n");
    }
  }

  private void spreads() {
    List<LayerHealth> layers = report.layers();
    if (layers.isEmpty()) {
      return;
    }
    List<String> names = layers.stream().map(LayerHealth::name).toList();
    section("Activations", "How the outputs of each layer are spread, as densities.");
    out.append(KEYS)
        .append(
            new Panels("outputs")
                .spread(
                    "the outputs",
                    "output",
                    names,
                    histograms(LayerHealth::firstOutputs),
                    histograms(LayerHealth::lastOutputs))
                .html());
    section(
        "Gradients of activations",
        "How the gradients of the loss with respect to these outputs are spread, as densities.");
    out.append(KEYS)
        .append(
            new Panels("gradients")
                .spread(
                    "the gradients",
                    "gradient",
                    names,
                    histograms(LayerHealth::firstGradients),
                    histograms(LayerHealth::lastGradients))
                .html());
    List<List<String>> rows = new ArrayList<>();
    for (LayerHealth layer : layers) {
      LayerHealth.Sample sample = layer.samples().getLast();
      rows.add(
          List.of(
              layer.name(),
              String.valueOf(layer.units()),
              Panels.number(sample.mean()),
              Panels.number(sample.deviation()),
              Panels.number(sample.gradientMean()),
              Panels.number(sample.gradientDeviation()),
              Panels.number(sample.saturated()),
              Panels.number(sample.stuck())));
    }
    out.append(
        Panels.table(
            "Activations",
            List.of(
                "layer",
                "units",
                "mean",
                "deviation",
                "gradient mean",
                "gradient deviation",
                "saturated",
                "units always saturated"),
            rows));
  }

  private List<Histogram> histograms(Function<LayerHealth, Histogram> which) {
    return report.layers().stream().map(which).toList();
  }

  private List<ParameterHealth> weights() {
    return report.parameters().stream().filter(ParameterHealth::isWeight).toList();
  }

  private void gradients() {
    SequencedMap<String, List<Double>> series = new LinkedHashMap<>();
    weights().forEach(weight -> series.put(weight.name(), weight.gradientNorms()));
    if (series.isEmpty()) {
      return;
    }
    section(
        "Gradient norms",
        "Of each weight, before any clipping; the axis is logarithmic and the same for all.");
    out.append(
        new Panels("norms")
            .series("Gradient norm", steps, series, Scale.powers(all(series)), Double.NaN)
            .html());
    out.append(seriesTable("Gradient norms", series));
  }

  private void ratios() {
    SequencedMap<String, List<Double>> series = new LinkedHashMap<>();
    for (ParameterHealth weight : weights()) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < report.samples(); i++) {
        ratios.add(weight.ratio(i));
      }
      series.put(weight.name(), ratios);
    }
    if (series.isEmpty()) {
      return;
    }
    section(
        "Update to weight",
        "By what part of itself a step changes each weight; the axis is logarithmic and the same"
            + " for all. About a thousandth, the dashed line, is usual.");
    List<Double> values = all(series);
    values.add(1e-3);
    out.append(
        new Panels("ratios")
            .series("Update to weight", steps, series, Scale.powers(values), 1e-3)
            .html());
    out.append(seriesTable("Update to weight", series));
  }

  private void ratioSpreads() {
    List<ParameterHealth> weights = weights();
    Panels panels =
        new Panels("entries")
            .spread(
                "the update to weight ratios",
                "log₂ of update/weight (−10: a thousandth)",
                weights.stream().map(ParameterHealth::name).toList(),
                List.of(),
                weights.stream().map(ParameterHealth::ratios).toList());
    if (!panels.isEmpty()) {
      section(
          "Update to weight, entry by entry",
          "How the entries that moved at the last sample are spread, in powers of two, as"
              + " densities.");
      out.append(panels.html());
    }
    List<List<String>> rows = new ArrayList<>();
    int last = report.samples() - 1;
    for (ParameterHealth parameter : report.parameters()) {
      if (last >= 0) {
        rows.add(
            List.of(
                parameter.name(),
                parameter.shape().toString(),
                Panels.number(parameter.weightNorms().get(last)),
                Panels.number(parameter.gradientNorms().get(last)),
                Panels.number(parameter.ratio(last)),
                String.valueOf(parameter.unmoved()),
                parameter.isEmbedding() ? String.valueOf(parameter.untouched().size()) : "–"));
      }
    }
    out.append(
        Panels.table(
            "All parameters",
            List.of(
                "parameter",
                "shape",
                "norm",
                "gradient norm",
                "update to weight",
                "entries never moved",
                "rows never touched"),
            rows));
  }

  private static List<Double> all(SequencedMap<String, List<Double>> series) {
    List<Double> all = new ArrayList<>();
    series.values().forEach(all::addAll);
    return all;
  }

  private String seriesTable(String name, SequencedMap<String, List<Double>> series) {
    List<String> columns = new ArrayList<>(List.of("step"));
    columns.addAll(series.sequencedKeySet());
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      List<String> row = new ArrayList<>(List.of(String.valueOf(report.steps().get(i))));
      for (List<Double> values : series.values()) {
        row.add(Panels.number(values.get(i)));
      }
      rows.add(row);
    }
    return Panels.table(name, columns, rows);
  }
}
