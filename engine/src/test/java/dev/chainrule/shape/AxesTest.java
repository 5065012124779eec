package dev.chainrule.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AxesTest {
  private static final Shape SHAPE = Shape.of(2, 3, 4);

  @Test
  void countFromTheEndTooAndAreSorted() {
    assertThat(Axes.of("op", SHAPE, -1, 0).toArray()).containsExactly(0, 2);
    assertThat(Axes.of("op", SHAPE, 1)).isEqualTo(Axes.single(1)).hasToString("[1]");
    assertThat(Axes.axis("op", SHAPE, -3)).isZero();
  }

  @Test
  void noneMeansAll() {
    assertThat(Axes.of("op", SHAPE)).isEqualTo(Axes.all(3)).hasSameHashCodeAs(Axes.all(3));
    assertThat(Axes.of("op", Shape.SCALAR)).isEqualTo(Axes.NONE);
  }

  @Test
  void aScalarAcceptsItsOnlyImaginableAxis() {
    assertThat(Axes.of("op", Shape.SCALAR, 0)).isEqualTo(Axes.NONE);
    assertThat(Axes.of("op", Shape.SCALAR, -1)).isEqualTo(Axes.NONE);
    assertThatThrownBy(() -> Axes.of("op", Shape.SCALAR, 1))
        .hasMessage("op: axis 1 is out of range for [] (valid: -1 to 0)");
  }

  @Test
  void eachIsNamedOnce() {
    assertThatThrownBy(() -> Axes.of("op", SHAPE, 2, -1))
        .hasMessage("op: axes must differ; [2, -1] names axis 2 twice");
    assertThatThrownBy(() -> Axes.of("op", SHAPE, -4))
        .hasMessage("op: axis -4 is out of range for [2, 3, 4] (valid: -3 to 2)");
  }

  @Test
  void anInsertionMayGoBehindTheLast() {
    assertThat(Axes.insertion("op", SHAPE, 3)).isEqualTo(3);
    assertThat(Axes.insertion("op", SHAPE, -1)).isEqualTo(3);
    assertThat(Axes.insertion("op", SHAPE, -4)).isZero();
    assertThat(Axes.insertion("op", Shape.SCALAR, 0)).isZero();
  }

  @Test
  void foldShapes() {
    Axes outer = Axes.of("op", SHAPE, 0, 2);
    assertThat(outer.reduce(SHAPE, false)).isEqualTo(Shape.of(3));
    assertThat(outer.reduce(SHAPE, true)).isEqualTo(Shape.of(1, 3, 1));
    assertThat(outer.numel(SHAPE)).isEqualTo(8);
    assertThat(outer.count()).isEqualTo(2);
    assertThat(Axes.NONE.numel(SHAPE)).isEqualTo(1);
  }

  @Test
  void insertIntoShapes() {
    assertThat(Axes.of("op", SHAPE, 0, 2).insert(Shape.of(7))).isEqualTo(Shape.of(1, 7, 1));
    assertThat(Axes.single(0).insert(Shape.SCALAR)).isEqualTo(Shape.of(1));
  }
}
