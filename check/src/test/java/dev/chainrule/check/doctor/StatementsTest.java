package dev.chainrule.check.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {
  @Test
  void onlyTheGradientsOwnIsReplaced() {
    assertThat(Statements.of("da = b; db = -a; c = 1", "db").with("db = a"))
        .isEqualTo("da = b; db = a; c = 1");
    assertThat(Statements.of("da = b; db = -a", "da").with("da = 1")).isEqualTo("da = 1; db = -a");
  }

  @Test
  void theLastThatWritesItCounts() {
    assertThat(Statements.of("db = 1; db += a", "db").own()).isEqualTo("db += a");
    assertThat(Statements.of("dbn = 1; print(a)", "db").own()).isEqualTo("print(a)");
  }

  @Test
  void aSemicolonInAStringPartsNothing() {
    assertThat(Statements.of("db = f('a;b')", "db").own()).isEqualTo("db = f('a;b')");
    assertThat(Statements.of("db = 2;", "db").with("db = 1")).isEqualTo("db = 1");
  }
}
