package dev.chainrule.check.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import org.junit.jupiter.api.Test;

class ClosenessTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static NdArray array(double... elements) {
    return NdArray.of(new Buffer.OfDouble(elements), Shape.of(elements.length));
  }

  private static boolean areClose(double[] a, double... b) {
    boolean there = Closeness.areClose(array(a), array(b));
    assertThat(Closeness.areClose(array(b), array(a))).as("the other way round").isEqualTo(there);
    return there;
  }

  @Test
  void anEntryMayBeOffInProportionToItself() {
    assertThat(areClose(new double[] {1, 1000}, 1, 1000 * (1 + 5e-8))).isTrue();
    assertThat(areClose(new double[] {1, 1000}, 1, 1000 * (1 + 5e-7))).isFalse();
    assertThat(areClose(new double[] {1e-30}, 1e-30 * (1 + 1e-8))).isTrue();
    assertThat(areClose(new double[] {1e-30}, 2e-30)).isFalse();
  }

  @Test
  void anEntryMayBeOffInProportionToTheLargest() {
    assertThat(areClose(new double[] {0, 1000}, 5e-8, 1000)).isTrue();
    assertThat(areClose(new double[] {0, 1000}, 5e-7, 1000)).isFalse();
  }

  @Test
  void zerosAreCloseToZerosOnly() {
    assertThat(areClose(new double[] {0, -0.0}, 0, 0)).isTrue();
    assertThat(areClose(new double[] {0}, 1e-300)).isFalse();
    assertThat(areClose(new double[0])).isTrue();
  }

  @Test
  void whatIsNotANumberIsCloseToNothing() {
    assertThat(areClose(new double[] {Double.NaN}, Double.NaN)).isFalse();
    assertThat(areClose(new double[] {1, Double.NaN}, 1, 2)).isFalse();
  }

  @Test
  void nothingIsCloseBesideAnInfinity() {
    assertThat(areClose(new double[] {INFINITY, 1}, INFINITY, 1)).isFalse();
    assertThat(areClose(new double[] {INFINITY, 1}, INFINITY, 2)).isFalse();
    assertThat(areClose(new double[] {INFINITY}, -INFINITY)).isFalse();
    assertThat(areClose(new double[] {INFINITY}, 1e300)).isFalse();
  }

  @Test
  void shapesMustBeEqualUnlessOnlyElementsAreCompared() {
    NdArray row = NdArray.of(new Buffer.OfDouble(new double[] {1, 2}), Shape.of(1, 2));
    assertThat(Closeness.areClose(row, array(1, 2))).isFalse();
    assertThat(Closeness.elementsAreClose(row, array(1, 2))).isTrue();
    assertThat(Closeness.elementsAreClose(array(1), array(1, 1))).isFalse();
  }

  @Test
  void theLargestIsAnAbsoluteValueAndWhatIsNotANumberIsLarger() {
    assertThat(Closeness.largest(array(1, -3, 2))).isEqualTo(3);
    assertThat(Closeness.largest(array(1, -INFINITY))).isEqualTo(INFINITY);
    assertThat(Closeness.largest(array(1, Double.NaN, 2))).isNaN();
    assertThat(Closeness.largest(array())).isZero();
  }

  @Test
  void zeroIsMeasuredBesideAScale() {
    assertThat(Closeness.isZero(array(1e-12, -1e-12), 1)).isTrue();
    assertThat(Closeness.isZero(array(1e-12, 1e-9), 1)).isFalse();
    assertThat(Closeness.isZero(array(0), 0)).isTrue();
    assertThat(Closeness.isZero(array(Double.NaN), 1)).isFalse();
  }
}
