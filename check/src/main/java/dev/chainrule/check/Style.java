package dev.chainrule.check;

/// How reports mark what matters. A mark never carries meaning alone: words and signs say the same.
public enum Style {
  /// No marks.
  PLAIN,
  /// ANSI colours, for a terminal.
  ANSI;

  private static final String RESET = "\u001b[0m";

  public String right(String text) {
    return marked("\u001b[32m", text);
  }

  public String wrong(String text) {
    return marked("\u001b[31m", text);
  }

  public String faint(String text) {
    return marked("\u001b[2m", text);
  }

  public String strong(String text) {
    return marked("\u001b[1m", text);
  }

  private String marked(String code, String text) {
    return this == PLAIN ? text : code + text + RESET;
  }
}
