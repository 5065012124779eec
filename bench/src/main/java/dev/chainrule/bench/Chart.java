package dev.chainrule.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/// An outcome as a picture (SVG): a row for each work, a mark for each peer, further right where we
/// are faster, on a logarithmic scale.
final class Chart {
  private static final int LEFT = 330;
  private static final int PLOT = 560;
  private static final int RIGHT = 130;
  private static final int WIDTH = LEFT + PLOT + RIGHT;
  private static final int TOP = 118;
  private static final int LINE = 19;
  private static final int HEADING = 30;

  /// Dark enough on white, and apart for those who see fewer colours; the shapes differ too.
  private static final List<String> COLOURS =
      List.of("#b3361b", "#1b5e9e", "#2f7d32", "#7a3b9a", "#8a6100", "#444444");

  private static final List<String> SHAPES =
      List.of(
          "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z",
          "M-4.5,-4.5H4.5V4.5H-4.5Z",
          "M0,-6L6,0L0,6L-6,0Z",
          "M0,-5.5L5.5,4.5H-5.5Z",
          "M0,5.5L5.5,-4.5H-5.5Z",
          "M-6,-2H-2V-6H2V-2H6V2H2V6H-2V2H-6Z");

  private final List<Row> rows;
  private final List<String> peers;
  private final int from;
  private final int to;
  private final StringBuilder svg = new StringBuilder();

  private Chart(List<Row> rows) {
    this.rows = rows;
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.figures().keySet()));
    names.remove(Contestants.OURS);
    peers = List.copyOf(names);
    double[] ratios =
        rows.stream()
            .flatMapToDouble(
                row -> peers.stream().flatMapToDouble(peer -> row.ratio(peer).stream()))
            .toArray();
    int least = -1;
    int most = 1;
    for (double ratio : ratios) {
      least = Math.min(least, (int) Math.floor(Math.log10(ratio)));
      most = Math.max(most, (int) Math.ceil(Math.log10(ratio)));
    }
    from = least;
    to = most;
  }

  static String of(Outcome outcome) {
    return new Chart(outcome.rows()).draw(outcome);
  }

  private String draw(Outcome outcome) {
    long groups = rows.stream().map(row -> row.work().group()).distinct().count();
    int height = TOP + (int) groups * HEADING + rows.size() * LINE + 50;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
        font-family="Helvetica, Arial, sans-serif" font-size="12.5" fill="#222">
        <rect width="100%%" height="100%%" fill="#fff"/>
        """
            .formatted(WIDTH, height, WIDTH, height));
    text(
        20,
        30,
        "start",
        "font-size=\"19\" font-weight=\"bold\"",
        "How many times as fast as others");
    text(
        20,
        50,
        "start",
        "fill=\"#555\"",
        "%s; %s; %s"
            .formatted(outcome.machine().processor(), outcome.machine().java(), outcome.date()));
    legend();
    axis(height - 40);
    int y = TOP;
    String group = "";
    for (Row row : rows) {
      if (!row.work().group().equals(group)) {
        group = row.work().group();
        y += HEADING;
        text(20, y - 4, "start", "font-weight=\"bold\"", group);
      }
      y += LINE;
      line(row, y - 5);
    }
    return svg.append("</svg>\n").toString();
  }

  private void legend() {
    int x = 26;
    for (int i = 0; i < peers.size(); i++) {
      mark(x, 72, i, peers.get(i));
      text(x + 11, 76, "start", "", peers.get(i));
      x += 30 + 8 * peers.get(i).length();
    }
    stroke(x, 66, x, 78, "#222", 2);
    text(x + 8, 76, "start", "", "target");
    text(WIDTH - 20, 76, "end", "fill=\"#555\"", "further right: ours is faster, or smaller");
  }

  private void axis(int bottom) {
    for (int power = from; power <= to; power++) {
      double x = x(Math.pow(10, power));
      stroke(x, TOP - 6, x, bottom, power == 0 ? "#222" : "#ddd", power == 0 ? 1.5 : 1);
      text(x, TOP - 12, "middle", "", scale(power));
      text(x, bottom + 18, "middle", "", scale(power));
    }
    text(WIDTH - 20, TOP - 12, "end", "font-weight=\"bold\"", "ours");
  }

  private static String scale(int power) {
    return power == 0 ? "as fast" : String.format(Locale.ROOT, "%s×", power(power));
  }

  private static String power(int power) {
    return power > 0 ? "1" + "0".repeat(power) : "0." + "0".repeat(-power - 1) + "1";
  }

  private void line(Row row, double y) {
    stroke(LEFT, y, LEFT + PLOT, y, "#eee", 1);
    text(LEFT - 12, y + 4, "end", "", row.work().title());
    for (double place : targetPlace(row).stream().toArray()) {
      stroke(x(place), y - 6, x(place), y + 6, "#222", 2);
    }
    for (int i = 0; i < peers.size(); i++) {
      int peer = i;
      row.ratio(peers.get(i))
          .ifPresent(
              ratio ->
                  mark(
                      x(ratio), y, peer, "%s: %s×".formatted(peers.get(peer), Unit.digits(ratio))));
    }
    Double ours = row.figures().get(Contestants.OURS);
    text(WIDTH - 20, y + 4, "end", "", ours == null ? "failed" : row.work().unit().show(ours));
  }

  /// Where the mark of the peer that a target names would be if it were just met; for a time or a
  /// size, where that of the row's first peer would be.
  private OptionalDouble targetPlace(Row row) {
    return switch (row.work().target()) {
      case Target.None none -> OptionalDouble.empty();
      case Target.AsFastAs target -> OptionalDouble.of(target.ratio());
      case Target.AtMost target ->
          peers.stream()
              .flatMap(peer -> Stream.ofNullable(row.figures().get(peer)))
              .mapToDouble(figure -> figure / target.limit())
              .findFirst();
    };
  }

  private double x(double ratio) {
    double share = (Math.log10(ratio) - from) / (to - from);
    return LEFT + PLOT * Math.clamp(share, 0, 1);
  }

  private void mark(double x, double y, int peer, String title) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"%s\" transform=\"translate(%.1f %.1f)\""
                + " fill=\"%s\"><title>%s</title></path>%n",
            SHAPES.get(peer % SHAPES.size()),
            x,
            y,
            COLOURS.get(peer % COLOURS.size()),
            escape(title)));
  }

  private void stroke(double x1, double y1, double x2, double y2, String colour, double width) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%.1f,%.1fL%.1f,%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>%n",
            x1,
            y1,
            x2,
            y2,
            colour,
            width));
  }

  private void text(double x, double y, String anchor, String style, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n",
            x,
            y,
            anchor,
            style,
            escape(text)));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
