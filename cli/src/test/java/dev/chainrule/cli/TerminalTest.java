package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Style;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  @Test
  void aTerminalShowsColoursInItsWidth() {
    assertThat(Terminal.of(true, Map.of("COLUMNS", "80"))).isEqualTo(new Terminal(Style.ANSI, 80));
    assertThat(Terminal.of(true, Map.of())).isEqualTo(new Terminal(Style.ANSI, NO_LIMIT));
  }

  @Test
  void coloursCanBeRefused() {
    assertThat(Terminal.of(true, Map.of("NO_COLOR", "1", "COLUMNS", "80")))
        .isEqualTo(new Terminal(Style.PLAIN, 80));
    assertThat(Terminal.of(true, Map.of("NO_COLOR", "")).style()).isEqualTo(Style.ANSI);
    assertThat(Terminal.of(true, Map.of("TERM", "dumb")).style()).isEqualTo(Style.PLAIN);
  }

  @Test
  void whatIsNoTerminalGetsWholeLinesWithoutMarks() {
    assertThat(Terminal.of(false, Map.of("COLUMNS", "80")))
        .isEqualTo(new Terminal(Style.PLAIN, NO_LIMIT));
  }

  @Test
  void aWidthThatIsNoneIsNotBelieved() {
    for (String columns : new String[] {"0", "-5", "wide", "", "99999999999"}) {
      assertThat(Terminal.of(true, Map.of("COLUMNS", columns)).width()).isEqualTo(NO_LIMIT);
    }
    assertThat(Terminal.of(true, Map.of("COLUMNS", "3")).width()).isEqualTo(40);
  }
}
