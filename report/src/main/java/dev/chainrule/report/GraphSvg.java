package dev.chainrule.report;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.TraceTable;
import dev.chainrule.check.explain.Diagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A diagram as a picture: values in ink, gradients in an accent colour, gradients by hand that are
/// wrong in a third. It follows the reader's choice of a light or dark scheme.
final class GraphSvg {
  private static final double CHARACTER = 7.25;
  private static final double LINE = 17;
  private static final double PADDING = 10;
  private static final int WIDEST = 38;

  /// An array of more elements is shown by its mean and extent.
  private static final int MOST_ELEMENTS = 6;

  private static final String STYLE =
      """
      svg { --paper: #ffffff; --ink: #1d2330; --faint: #667085; --box: #f7f8fa; --rule: #c5cbd6;
        --gradient: #0b62c4; --wrong: #b42318; --wanted: #eef4fd; }
      @media (prefers-color-scheme: dark) {
        svg { --paper: #14171d; --ink: #e6e9ef; --faint: #98a2b3; --box: #1e232c; --rule: #465062;
          --gradient: #7ab5ff; --wrong: #ff8a7a; --wanted: #1b2a40; }
      }
      .paper { fill: var(--paper); }
      text { font: 12px ui-monospace, monospace; fill: var(--ink); white-space: pre; }
      .name { font-weight: bold; }
      .faint { fill: var(--faint); }
      .gradient { fill: var(--gradient); }
      .wrong { fill: var(--wrong); font-weight: bold; }
      .box { fill: var(--box); stroke: var(--rule); }
      .wanted .box { fill: var(--wanted); stroke: var(--gradient); }
      .mistaken .box { stroke: var(--wrong); stroke-width: 2; }
      .line { fill: none; stroke: var(--faint); }
      .head { fill: var(--faint); }
      """;

  /// A line of text in a box, and what it looks like.
  private record Text(String text, String look) {}

  private final Diagram diagram;
  private final Map<String, String> wrong;
  private final StringBuilder out = new StringBuilder();

  private GraphSvg(Diagram diagram, Map<String, String> wrong) {
    this.diagram = diagram;
    this.wrong = wrong;
  }

  /// The picture of `diagram`.
  ///
  /// @param wrong for each variable whose gradient by hand is wrong, what to say of it
  static String of(Diagram diagram, Map<String, String> wrong) {
    return new GraphSvg(diagram, wrong).picture();
  }

  private String picture() {
    List<List<Text>> texts = diagram.nodes().stream().map(this::texts).toList();
    List<Layout.Size> sizes = texts.stream().map(GraphSvg::size).toList();
    List<Layout.Line> between =
        diagram.edges().stream().map(edge -> new Layout.Line(edge.from(), edge.to())).toList();
    Layout layout = Layout.of(sizes, between);
    String width = pixels(layout.width());
    String height = pixels(layout.height());
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\""
            + " role=\"img\">",
        width, height, width, height);
    line("<title>%s</title>", escaped("The computation of " + diagram.loss().name()));
    line("<style>\n%s</style>", STYLE);
    line(
        "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\""
            + " markerHeight=\"8\" orient=\"auto\"><path class=\"head\" d=\"M0 0 8 4 0 8z\"/>"
            + "</marker></defs>");
    line("<rect class=\"paper\" width=\"%s\" height=\"%s\"/>", width, height);
    layout.lines().forEach(this::edge);
    for (Diagram.Node node : diagram.nodes()) {
      int id = node.id();
      box(node, texts.get(id), sizes.get(id), layout.boxes().get(id));
    }
    line("</svg>");
    return out.toString();
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency of its own
  private void line(String format, Object... arguments) {
    out.append(format.formatted(arguments)).append('\n');
  }

  private void edge(List<Layout.Point> points) {
    StringBuilder path = new StringBuilder();
    for (Layout.Point point : points) {
      path.append(path.isEmpty() ? "M" : " L");
      path.append(pixels(point.x())).append(' ').append(pixels(point.y()));
    }
    line("<path class=\"line\" marker-end=\"url(#arrow)\" d=\"%s\"/>", path);
  }

  private void box(Diagram.Node node, List<Text> texts, Layout.Size size, Layout.Point corner) {
    String looks = (node.wantsGrad() ? " wanted" : "") + (isWrong(node) ? " mistaken" : "");
    line(
        "<g class=\"node%s\" transform=\"translate(%s %s)\">",
        looks, pixels(corner.x()), pixels(corner.y()));
    line("<title>%s</title>", escaped(title(node)));
    line(
        "<rect class=\"box\" width=\"%s\" height=\"%s\" rx=\"5\"/>",
        pixels(size.width()), pixels(size.height()));
    double y = PADDING + LINE * 0.72;
    for (Text text : texts) {
      line(
          "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>",
          text.look(), pixels(PADDING), pixels(y), escaped(text.text()));
      y += LINE;
    }
    line("</g>");
  }

  private boolean isWrong(Diagram.Node node) {
    return !node.name().isEmpty() && wrong.containsKey(node.name());
  }

  private List<Text> texts(Diagram.Node node) {
    List<Text> texts = new ArrayList<>();
    String shape = node.value().shape().toString();
    String head = node.name().isEmpty() ? node.operation() : node.name();
    texts.add(new Text(cut(head + "  " + shape), "name"));
    if (!node.formula().isEmpty()) {
      texts.add(new Text(cut("= " + node.formula()), "faint"));
    }
    texts.add(new Text(numbers(node.value()), "ink"));
    texts.add(new Text("grad " + numbers(node.gradient()), "gradient"));
    if (isWrong(node)) {
      texts.add(new Text(cut("✗ " + wrong.get(node.name())), "wrong"));
    }
    return texts;
  }

  private static String title(Diagram.Node node) {
    String name = node.name().isEmpty() ? node.operation() : node.name();
    return "%s%s, %s %s%s; value %s; gradient %s"
        .formatted(
            name,
            node.formula().isEmpty() ? "" : " = " + node.formula(),
            node.value().dtype(),
            node.value().shape(),
            node.line() > 0 ? ", line " + node.line() : "",
            numbers(node.value()),
            numbers(node.gradient()));
  }

  /// The elements of a small array, of a large one the mean and the extent.
  private static String numbers(NdArray array) {
    int count = array.numel();
    if (count == 0) {
      return "(empty)";
    }
    if (count <= MOST_ELEMENTS) {
      List<String> numbers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        numbers.add(TraceTable.number(array.get(i)));
      }
      return String.join("  ", numbers);
    }
    double sum = 0;
    double least = array.get(0);
    double most = array.get(0);
    for (int i = 0; i < count; i++) {
      sum += array.get(i);
      least = Math.min(least, array.get(i));
      most = Math.max(most, array.get(i));
    }
    return "mean %s, %s to %s"
        .formatted(
            TraceTable.number(sum / count), TraceTable.number(least), TraceTable.number(most));
  }

  private static Layout.Size size(List<Text> texts) {
    int longest = texts.stream().mapToInt(text -> text.text().length()).max().orElse(0);
    return new Layout.Size(
        2 * PADDING + CHARACTER * longest, 2 * PADDING + LINE * texts.size() - 3);
  }

  private static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }

  private static String pixels(double value) {
    return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
