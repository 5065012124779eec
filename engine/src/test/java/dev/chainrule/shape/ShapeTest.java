package dev.chainrule.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void countsElements() {
    assertThat(Shape.SCALAR.numel()).isEqualTo(1);
    assertThat(Shape.of(2, 3).numel()).isEqualTo(6);
    assertThat(Shape.of(2, 0, 3).numel()).isZero();
    assertThat(Shape.of(65536, 32767).numel()).isEqualTo(65536 * 32767);
    assertThat(Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 0).numel()).isZero();
  }

  @Test
  void countsSizesFromBothEnds() {
    Shape shape = Shape.of(2, 3, 4);
    assertThat(shape.rank()).isEqualTo(3);
    assertThat(shape.size(0)).isEqualTo(2);
    assertThat(shape.size(-1)).isEqualTo(4);
  }

  @Test
  void stridesAreRowMajor() {
    assertThat(Shape.of(2, 3, 4).contiguousStrides()).containsExactly(12, 4, 1);
    assertThat(Shape.of(2, 0, 4).contiguousStrides()).containsExactly(4, 4, 1);
    assertThat(Shape.SCALAR.contiguousStrides()).isEmpty();
  }

  @Test
  void isImmutableAndComparesByItsSizes() {
    int[] sizes = {2, 3};
    Shape shape = Shape.of(sizes);
    sizes[0] = 9;
    shape.toArray()[1] = 9;
    assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
    assertThat(shape).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(2, 3, 1));
    assertThat(shape).hasToString("[2, 3]");
    assertThat(Shape.of()).isSameAs(Shape.SCALAR).hasToString("[]");
  }

  @Test
  void anErrorCarriesTheShapes() {
    assertThatThrownBy(() -> Broadcast.shape("add", Shape.of(2), Shape.of(3)))
        .isInstanceOfSatisfying(
            ShapeException.class,
            e -> {
              assertThat(e.operation()).isEqualTo("add");
              assertThat(e.shapes()).containsExactly(Shape.of(2), Shape.of(3));
            });
  }
}
