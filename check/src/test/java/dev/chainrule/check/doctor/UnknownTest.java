package dev.chainrule.check.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import org.junit.jupiter.api.Test;

class UnknownTest {
  private static final double[] RIGHT = {1, 2, 3, 4, 5, 7};

  private static NdArray array(double[] elements, int... sizes) {
    return NdArray.of(new Buffer.OfDouble(elements), Shape.of(sizes));
  }

  /// What is said of a [2, 3] that should be [[1, 2, 3], [4, 5, 7]].
  private static String of(double... written) {
    return Unknown.describe(array(written, 2, 3), array(RIGHT, 2, 3));
  }

  @Test
  void nothingIsSaidOfNumbersWithoutAPattern() {
    assertThat(of(3, -1, 9, 2.5, 6, 1)).isEqualTo("no mistake that is known gives these numbers");
  }

  @Test
  void fewWrongEntriesAreCounted() {
    assertThat(of(1, 2, 9, 8, 5, 7)).contains("2 of 6 entries are wrong, the first at [0, 2]");
    assertThat(of(1, 2, 9, 8, 5, 7)).doesNotContain("all that is wrong");
  }

  @Test
  void aWrongRowOrColumnIsNamed() {
    assertThat(of(1, 2, 3, 9, 9, 1)).contains("all that is wrong lies at index 1 of axis 0");
    assertThat(of(1, 9, 3, 4, 8, 7)).contains("all that is wrong lies at index 1 of axis 1");
  }

  @Test
  void aFactorForEachRowOrColumnIsNamed() {
    assertThat(of(2, 4, 6, 12, 15, 21)).contains("along axis 1 it is the gradient times one");
    assertThat(of(2, 6, 15, 8, 15, 35)).contains("along axis 0 it is the gradient times one");
  }

  @Test
  void aPermutationIsNamed() {
    assertThat(of(7, 1, 2, 3, 4, 5)).contains("the entries are right, but in other places");
    assertThat(of(7, 1, 2, 3, 4, 4)).doesNotContain("in other places");
  }

  @Test
  void aNumberThatIsNoneIsWrong() {
    assertThat(of(1, 2, 3, 4, 5, Double.NaN))
        .contains("1 of 6 entries are wrong, the first at [1, 2]");
  }

  @Test
  void anotherNumberOfElementsIsNamedByItsShape() {
    assertThat(Unknown.describe(array(new double[] {1, 2}, 2), array(RIGHT, 2, 3)))
        .endsWith("; it has the shape [2], where [2, 3] belongs");
  }

  @Test
  void asManyElementsInAnotherShapeAreComparedOneByOne() {
    assertThat(Unknown.describe(array(new double[] {1, 2, 3, 4, 5, 9}, 6), array(RIGHT, 2, 3)))
        .contains("1 of 6 entries are wrong, the first at [1, 2]");
  }

  @Test
  void aScalarHasNoRows() {
    assertThat(Unknown.describe(NdArray.number(2.0), NdArray.number(3.0)))
        .isEqualTo("no mistake that is known gives these numbers");
  }
}
