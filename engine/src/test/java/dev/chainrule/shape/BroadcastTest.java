package dev.chainrule.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastTest {
  private static Shape shape(String text) {
    if (text.equals("-")) {
      return Shape.SCALAR;
    }
    return Shape.of(List.of(text.split("x")).stream().mapToInt(Integer::parseInt).toArray());
  }

  /// As NumPy's broadcast_shapes gives them.
  @ParameterizedTest
  @CsvSource({
    "-, -, -",
    "3, -, 3",
    "3x4, 4, 3x4",
    "3x1, 1x4, 3x4",
    "2x1x4, 3x1, 2x3x4",
    "1, 0, 0",
    "3x0, 1, 3x0",
    "3x0, 1x1, 3x0",
    "0x1, 1x5, 0x5",
    "1x1x1, 2, 1x1x2"
  })
  void alignsAtTheLastDimension(String a, String b, String expected) {
    assertThat(Broadcast.shape("op", shape(a), shape(b))).isEqualTo(shape(expected));
    assertThat(Broadcast.shape("op", shape(b), shape(a))).isEqualTo(shape(expected));
    assertThat(Broadcast.fits(shape(a), shape(expected))).isTrue();
    assertThat(Broadcast.fits(shape(b), shape(expected))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "3, 4, -1, 3, 4",
    "2x3, 3x2, -1, 3, 2",
    "2x3, 4x3, -2, 2, 4",
    "0, 2, -1, 0, 2",
    "2x1x5, 3x1x1, -3, 2, 3"
  })
  void namesTheAxisThatDoesNotFit(String a, String b, int axis, int left, int right) {
    assertThatThrownBy(() -> Broadcast.shape("op", shape(a), shape(b)))
        .hasMessage(
            "op: cannot broadcast %s with %s: axis %d is %d and %d (must be equal, or one of them"
                + " 1)",
            shape(a), shape(b), axis, left, right);
  }

  @Test
  void takesAnyNumberOfShapes() {
    assertThat(Broadcast.shape("op", List.of(shape("3x1"), shape("-"), shape("2x1x4"))))
        .isEqualTo(shape("2x3x4"));
    assertThat(Broadcast.shape("op", List.of(shape("5")))).isEqualTo(shape("5"));
  }

  @Test
  void fitsOnlyOneWay() {
    assertThat(Broadcast.fits(shape("1"), shape("3"))).isTrue();
    assertThat(Broadcast.fits(shape("3"), shape("1"))).isFalse();
    assertThat(Broadcast.fits(shape("1x3"), shape("3"))).isFalse();
    assertThat(Broadcast.fits(shape("1"), shape("0"))).isTrue();
    assertThat(Broadcast.fits(shape("0"), shape("1"))).isFalse();
  }

  @Test
  void repeatedDimensionsDoNotStep() {
    assertThat(Broadcast.strides(shape("3x1"), new int[] {1, 1}, shape("2x3x4")))
        .containsExactly(0, 1, 0);
    assertThat(Broadcast.strides(shape("4"), new int[] {7}, shape("3x4"))).containsExactly(0, 7);
    assertThat(Broadcast.strides(shape("1"), new int[] {7}, shape("1"))).containsExactly(7);
    assertThat(Broadcast.strides(Shape.SCALAR, new int[0], shape("2"))).containsExactly(0);
  }
}
