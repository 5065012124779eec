package dev.chainrule.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/// What cannot be drawn; PythonRandomGoldenTest has the sequences.
final class PythonRandomTest {

  @Test
  void seedsWhenItIsMade() {
    PythonRandom seeded = new PythonRandom();
    seeded.seed(BigInteger.valueOf(42));
    assertThat(new PythonRandom(42).random()).isEqualTo(seeded.random());
    seeded.seed(BigInteger.ZERO);
    assertThat(new PythonRandom().random()).isEqualTo(seeded.random());
  }

  @Test
  void refusesWhereThereIsNothingToDrawFrom() {
    PythonRandom random = new PythonRandom();
    assertThatThrownBy(() -> random.below(0))
        .hasMessage(
            "PythonRandom: the bound must be positive; got 0; there is nothing to draw from");
    assertThatThrownBy(() -> random.below(BigInteger.TEN.negate()))
        .hasMessage(
            "PythonRandom: the bound must be positive; got -10; there is nothing to draw from");
    assertThatThrownBy(() -> random.between(3, 2))
        .hasMessage("PythonRandom: low must not be above high; got 3 and 2; swap them");
  }
}
