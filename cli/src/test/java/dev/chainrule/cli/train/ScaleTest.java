package dev.chainrule.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Axes and their labels.
class ScaleTest {
  private static List<String> labels(Scale scale, int about) {
    return scale.ticks(about).stream().map(Scale::label).toList();
  }

  @Test
  void labelsAreRoundNumbers() {
    assertThat(labels(Scale.exactly(0, 50_000), 5))
        .containsExactly("0", "10k", "20k", "30k", "40k", "50k");
    assertThat(labels(Scale.exactly(-0.3, 0.7), 5))
        .containsExactly("-0.2", "0", "0.2", "0.4", "0.6");
    assertThat(labels(Scale.exactly(0, 3_000_000), 3)).containsExactly("0", "1M", "2M", "3M");
  }

  @Test
  void powersOfTenAreEvenlySpaced() {
    Scale scale = Scale.powers(List.of(0.003, 0.0, Double.NaN, 20.0));
    assertThat(labels(scale, 9)).containsExactly("0.001", "0.01", "0.1", "1", "10", "100");
    assertThat(scale.at(0.001)).isCloseTo(0, within(1e-12));
    assertThat(scale.at(0.1)).isCloseTo(0.4, within(1e-12));
    assertThat(scale.at(0)).isNaN();
  }

  @Test
  void oneNumberOrNoneHasAnAxisToo() {
    assertThat(Scale.around(List.of(2.0)).at(2)).isEqualTo(0.5);
    assertThat(Scale.around(List.of()).ticks(3)).isNotEmpty();
    assertThat(Scale.powers(List.of(0.0)).ticks(3)).isNotEmpty();
    assertThat(Scale.powers(List.of(1.0)).at(1)).isZero();
  }
}
