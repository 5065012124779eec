package dev.chainrule.check.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.check.experiment.Variation.Reach;
import org.junit.jupiter.api.Test;

class VariationTest {
  private static final Tensor REAL = Tensor.of(new double[] {0.5, -1.25, 3.5, 0.1}, 2, 2);

  private static double[] varied(Tensor leaf, boolean wantsGrad) {
    return Variation.of(1, Reach.ALL).of(leaf, wantsGrad).toDoubleArray();
  }

  @Test
  void everyElementMovesALittle() {
    Tensor varied = Variation.of(1, Reach.ALL).of(REAL, true);
    assertThat(varied.shape()).isEqualTo(REAL.shape());
    double[] before = REAL.toDoubleArray();
    double[] after = varied.toDoubleArray();
    for (int i = 0; i < after.length; i++) {
      assertThat(after[i]).isNotEqualTo(before[i]);
      assertThat(after[i]).isCloseTo(before[i], within(0.3 * Math.abs(before[i]) + 0.1 * 3.5));
    }
  }

  @Test
  void noneChangesNothing() {
    assertThat(Variation.NONE.of(REAL, true)).isSameAs(REAL);
    assertThat(Variation.NONE.isNone()).isTrue();
    assertThat(Variation.of(0, Reach.ALL).isNone()).isFalse();
  }

  @Test
  void aSeedTellsTheValues() {
    double[] first = varied(REAL, true);
    assertThat(varied(REAL, true)).containsExactly(first);
    assertThat(Variation.of(2, Reach.ALL).of(REAL, true).toDoubleArray()).isNotEqualTo(first);
  }

  @Test
  void leavesOfOneRunMoveDifferently() {
    Variation variation = Variation.of(1, Reach.ALL);
    double[] first = variation.of(REAL, true).toDoubleArray();
    assertThat(variation.of(REAL, true).toDoubleArray()).isNotEqualTo(first);
  }

  @Test
  void outOfReachNothingMoves() {
    Variation narrow = Variation.of(1, Reach.WANTING_GRAD);
    assertThat(narrow.of(REAL, false)).isSameAs(REAL);
    assertThat(narrow.of(REAL, true)).isNotSameAs(REAL);
  }

  @Test
  void wholeNumbersStayWhereTheyWantNoGradient() {
    Tensor labels = Tensor.of(new double[] {1, 0, 3, -2});
    assertThat(Variation.of(1, Reach.ALL).of(labels, false)).isSameAs(labels);
    assertThat(varied(labels, true)).doesNotContain(1, 0, 3, -2);
    Tensor indices = Tensor.of(new long[] {1, 2});
    assertThat(Variation.of(1, Reach.ALL).of(indices, true)).isSameAs(indices);
  }

  @Test
  void zerosAndInfinitiesStayWhereTheyWantNoGradient() {
    Tensor mask =
        Tensor.of(new double[] {0, 1.25, Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY});
    double[] varied = varied(mask, false);
    assertThat(varied[0]).isZero();
    assertThat(varied[1]).isNotEqualTo(1.25).isCloseTo(1.25, within(0.375));
    assertThat(varied[2]).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(varied[3]).isZero();
    assertThat(varied[4]).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void zerosThatWantAGradientMove() {
    assertThat(varied(Tensor.of(new double[] {0, 0}), true)).doesNotContain(0);
  }

  @Test
  void distributionsStayDistributions() {
    Tensor rows = Tensor.of(new double[] {0.2, 0.3, 0.5, 0, 0.25, 0.75}, 2, 3);
    double[] varied = varied(rows, false);
    assertThat(varied).isNotEqualTo(rows.toDoubleArray());
    assertThat(varied[0] + varied[1] + varied[2]).isCloseTo(1, within(1e-12));
    assertThat(varied[3] + varied[4] + varied[5]).isCloseTo(1, within(1e-12));
    assertThat(varied[3]).isZero();
    double[] free = varied(rows, true);
    assertThat(Math.abs(free[0] + free[1] + free[2] - 1)).isGreaterThan(1e-6);
  }

  @Test
  void rowsThatAreNotAllDistributionsAreNone() {
    Tensor rows = Tensor.of(new double[] {0.2, 0.3, 0.5, 0.5, 0.25, 0.75}, 2, 3);
    double[] varied = varied(rows, false);
    assertThat(Math.abs(varied[0] + varied[1] + varied[2] - 1)).isGreaterThan(1e-6);
  }

  @Test
  void theDtypeStays() {
    Tensor single = Tensor.of(new float[] {0.5f, 1.5f});
    assertThat(Variation.of(1, Reach.ALL).of(single, true).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Variation.of(1, Reach.ALL).of(REAL, true).dtype()).isEqualTo(DType.FLOAT64);
  }

  @Test
  void aScalarAndAnEmptyLeafAreLeaves() {
    assertThat(varied(Tensor.scalar(0.5), false)).hasSize(1).doesNotContain(0.5);
    assertThat(varied(Tensor.of(new double[0]), true)).isEmpty();
  }
}
