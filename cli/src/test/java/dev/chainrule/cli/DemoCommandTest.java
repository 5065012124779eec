package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoCommandTest {
  @Test
  void theTourChecksFiveShowsOneAndBreaksOne() {
    Cli cli = Cli.run("demo");
    assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(0);
    for (String name : Examples.NAMES) {
      assertThat(cli.out()).contains("✓ " + name);
    }
    assertThat(cli.out()).contains("All 26 gradients are right.").contains("To mend: db.");
  }

  @Test
  void theLineThatIsBrokenIsInTheExampleOnce() {
    String source = Examples.read(DemoCommand.BROKEN);
    assertThat(source.lines().filter(DemoCommand.RIGHT_LINE::equals)).hasSize(1);
  }
}
