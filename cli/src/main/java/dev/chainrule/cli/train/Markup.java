package dev.chainrule.cli.train;

import java.util.Locale;

/// What HTML and SVG have in common, and the looks of our pictures: those of the computation graph,
/// in the reader's light or dark scheme.
final class Markup {
  /// The colours, as properties; text has a contrast of 4.5 or more with paper and box in both
  /// schemes.
  static final String COLOURS =
      """
      :root { --paper: #ffffff; --ink: #1d2330; --faint: #5d677a; --box: #f7f8fa; --rule: #c5cbd6;
        --gradient: #0b62c4; --wrong: #b42318; --wanted: #eef4fd; --other: #8a5200;
        color-scheme: light dark; }
      @media (prefers-color-scheme: dark) {
        :root { --paper: #14171d; --ink: #e6e9ef; --faint: #98a2b3; --box: #1e232c; --rule: #465062;
          --gradient: #7ab5ff; --wrong: #ff8a7a; --wanted: #1b2a40; --other: #f0b45a; }
      }
      """;

  /// The looks of what [Plot] draws.
  static final String PLOT =
      """
      svg text { font: 12px ui-monospace, monospace; fill: var(--faint); }
      svg .key { fill: var(--ink); }
      svg .grid { stroke: var(--rule); stroke-width: 1; opacity: 0.45; }
      svg .axis { stroke: var(--rule); stroke-width: 1; }
      svg .mark { stroke: var(--wrong); stroke-width: 1.5; stroke-dasharray: 5 4; }
      svg .raw { fill: none; stroke: var(--gradient); stroke-width: 1; opacity: 0.35; }
      svg .line { fill: none; stroke: var(--gradient); stroke-width: 2; stroke-linejoin: round; }
      svg .second { fill: none; stroke: var(--other); stroke-width: 2; stroke-linejoin: round; }
      svg .dot { fill: var(--gradient); }
      svg .second-dot { fill: var(--other); }
      svg .bars { fill: var(--gradient); opacity: 0.75; }
      svg .outline { fill: none; stroke: var(--other); stroke-width: 1.5; }
      """;

  private Markup() {}

  /// Text as it stands in markup: in content, and in attributes between double quotes. Characters
  /// that XML does not allow become �.
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isAllowed(point) ? point : 0xFFFD);
              }
            });
    return out.toString();
  }

  private static boolean isAllowed(int point) {
    boolean isControl = point < 0x20 && point != '\t' && point != '\n' && point != '\r';
    boolean isSurrogate = point >= 0xD800 && point <= 0xDFFF;
    return !isControl && !isSurrogate && point != 0xFFFE && point != 0xFFFF;
  }

  /// A length, to a tenth.
  static String pixels(double value) {
    return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
  }
}
