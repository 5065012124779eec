package dev.chainrule.nn.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Counts of numbers in bins.
class HistogramTest {
  @Test
  void bothEndsBelongToIt() {
    Histogram histogram = Histogram.of(new double[] {-1, -1, 0, 1}, -1, 1);
    assertThat(histogram.counts()).hasSize(40);
    assertThat(histogram.counts().getFirst()).isEqualTo(2);
    assertThat(histogram.counts().get(20)).isEqualTo(1);
    assertThat(histogram.counts().getLast()).isEqualTo(1);
  }

  @Test
  void equalNumbersAndNoNumbersHaveOne() {
    assertThat(Histogram.of(new double[] {5, 5}).total()).isEqualTo(2);
    assertThat(Histogram.of(new double[] {Double.NaN, Double.POSITIVE_INFINITY}))
        .isEqualTo(Histogram.EMPTY);
  }

  @Test
  void ratiosAreCountedByPowersOfTwo() {
    Histogram ratios = Histogram.ofRatios(new double[] {1, 8, 0, 3}, new double[] {1.5, 9, 1, 3});
    assertThat(ratios.total()).isEqualTo(2);
    assertThat(ratios.counts().get(29)).isEqualTo(1);
    assertThat(ratios.counts().get(27)).isEqualTo(1);
  }

  @Test
  void itIsSavedAndLoaded() {
    Histogram histogram = Histogram.of(new double[] {1, 2, 2.5});
    assertThat(Histogram.of(histogram.state())).isEqualTo(histogram);
    assertThat(Histogram.of(Histogram.EMPTY.state())).isEqualTo(Histogram.EMPTY);
  }
}
