package dev.chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static double difference(double[] ours, double[] theirs) {
    return Agreement.difference(List.of(ours), List.of(theirs));
  }

  @Test
  void equalNumbersDoNotDiffer() {
    double[] numbers = {1, Double.NaN, Double.POSITIVE_INFINITY, 0};
    assertThat(difference(numbers, numbers.clone())).isZero();
    assertThat(difference(new double[] {0}, new double[] {0})).isZero();
  }

  @Test
  void theDifferenceIsRelativeToTheLargestEntry() {
    assertThat(difference(new double[] {1, 200}, new double[] {2, -200})).isEqualTo(2);
    assertThat(difference(new double[] {1, 200}, new double[] {2, 200})).isEqualTo(0.005);
  }

  @Test
  void theWorstArrayCounts() {
    double[] same = {1};
    assertThat(
            Agreement.difference(
                List.of(same, new double[] {4}, same), List.of(same, new double[] {8}, same)))
        .isEqualTo(0.5);
  }

  @Test
  void otherSizesAndOneSidedNanDifferWithoutEnd() {
    assertThat(difference(new double[] {1}, new double[] {1, 1})).isInfinite();
    assertThat(Agreement.difference(List.of(), List.of(new double[] {1}))).isInfinite();
    assertThat(difference(new double[] {Double.NaN}, new double[] {1})).isInfinite();
    assertThat(difference(new double[] {1}, new double[] {Double.NaN})).isInfinite();
  }
}
