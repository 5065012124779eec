package dev.chainrule.cli;

import dev.chainrule.check.Style;
import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the standard output can show: a terminal shows colours, and has a width.
///
/// @param style how it shows marks
/// @param width characters in a line
public record Terminal(Style style, int width) {
  private static final int NARROWEST = 40;

  /// The one that this process writes to.
  @SuppressWarnings("SystemConsoleNull") // there may be none with -Djdk.console=java.base
  public static Terminal current() {
    Console console = System.console();
    return of(console != null && console.isTerminal(), System.getenv());
  }

  /// What the environment says of it. `COLUMNS` is set by shells, and by the launcher, which asks
  /// the terminal.
  static Terminal of(boolean isTerminal, Map<String, String> environment) {
    if (!isTerminal) {
      return new Terminal(Style.PLAIN, Integer.MAX_VALUE);
    }
    boolean isPlain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(environment.get("TERM"));
    return new Terminal(isPlain ? Style.PLAIN : Style.ANSI, width(environment.get("COLUMNS")));
  }

  private static int width(@Nullable String columns) {
    boolean isNumber = columns != null && columns.matches("[1-9][0-9]{0,4}");
    return isNumber ? Math.max(NARROWEST, Integer.parseInt(columns)) : Integer.MAX_VALUE;
  }
}
