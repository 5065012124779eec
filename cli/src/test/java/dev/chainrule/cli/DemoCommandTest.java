package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.report.Examples;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
  @Test
  void theTourChecksFiveShowsOneBreaksOneAndTrains() {
    Cli cli = Cli.run("demo");
    assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(0);
    for (String name : Examples.NAMES) {
      assertThat(cli.out()).contains("✓ " + name);
    }
    assertThat(cli.out()).contains("All 26 gradients are right.").contains("To mend: db.");
    assertThat(cli.out())
        .containsPattern("4\\. [\\d]+ seconds? of training: a character model of 4,137 parameters")
        .containsPattern("the loss on names that it has not seen is \\d\\.\\d\\d, and 3\\.30")
        .containsPattern("it makes up: [a-z]+, ");
  }

  @Test
  void theLineThatIsBrokenIsInTheExampleOnce() {
    String source = Examples.read(DemoCommand.BROKEN);
    assertThat(source.lines().filter(DemoCommand.RIGHT_LINE::equals)).hasSize(1);
  }
}
