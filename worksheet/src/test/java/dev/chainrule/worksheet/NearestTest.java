package dev.chainrule.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Which name is near enough to be suggested.
class NearestTest {
  private static final List<String> NAMES = List.of("sigmoid", "softmax", "relu", "log", "mm");

  @Test
  void slipsOfTheFingerAreForgiven() {
    assertThat(Nearest.to("sigmiod", NAMES)).isEqualTo("sigmoid");
    assertThat(Nearest.to("Sigmoid", NAMES)).isEqualTo("sigmoid");
    assertThat(Nearest.to("sftmax", NAMES)).isEqualTo("softmax");
    assertThat(Nearest.to("reul", NAMES)).isEqualTo("relu");
    assertThat(Nearest.to("SOFTMAX", NAMES)).isEqualTo("softmax");
  }

  @Test
  void otherWordsAreNot() {
    assertThat(Nearest.to("tanh", NAMES)).isNull();
    assertThat(Nearest.to("x", NAMES)).isNull();
    assertThat(Nearest.to("sin", NAMES)).isNull();
    assertThat(Nearest.to("s".repeat(100_000), NAMES)).isNull();
    assertThat(Nearest.hint("tanh", NAMES)).isEmpty();
  }
}
