package dev.chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theMedianOfAnOddCountIsTheMiddleOne() {
    assertThat(Statistics.median(new double[] {9, 1, 4})).isEqualTo(4);
  }

  @Test
  void theMedianOfAnEvenCountIsTheMeanOfTheMiddleTwo() {
    assertThat(Statistics.median(new double[] {9, 1, 4, 2})).isEqualTo(3);
  }

  @Test
  void theFiguresStayInTheirOrder() {
    double[] figures = {3, 1, 2};
    Statistics.median(figures);
    assertThat(figures).containsExactly(3, 1, 2);
  }

  @Test
  void noFigureHasNoMedian() {
    assertThatThrownBy(() -> Statistics.median(new double[0]))
        .hasMessage("median: needs a figure, has none");
  }
}
