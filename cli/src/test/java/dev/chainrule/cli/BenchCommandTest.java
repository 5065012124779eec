package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchCommandTest {
  @Test
  void helpListsWhatTheLauncherStarts() {
    assertThat(Cli.run("--help").out()).containsPattern("bench +Measures the engine");
  }

  @Test
  void withoutTheLauncherItSaysWhereToFindIt() {
    Cli run = Cli.run("bench", "--quick", "--only", "step");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("run ./chainrule bench there").hasLineCount(1);
  }
}
