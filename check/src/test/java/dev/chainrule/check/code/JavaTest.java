package dev.chainrule.check.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Ops;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.reduce.Cumsum;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaTest {
  private static final Java J = Java.INSTANCE;
  private static final Code A = name("a", 2, 3);
  private static final Code B = name("b", 2, 3);

  private static Code name(String name, int... sizes) {
    double[] elements = new double[Shape.of(sizes).numel()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = i + 1;
    }
    return Code.name(name, NdArray.of(new Buffer.OfDouble(elements), Shape.of(sizes)));
  }

  @Test
  void operatorsAreCalls() {
    assertThat(J.mul(J.add(A, B), B).text()).isEqualTo("a.add(b).mul(b)");
    assertThat(J.sub(A, J.sub(B, A)).text()).isEqualTo("a.sub(b.sub(a))");
    assertThat(J.apply(new Matmul(false, false), List.of(J.transpose(A), B)).text())
        .isEqualTo("a.t().matmul(b)");
    assertThat(J.transpose(J.transpose(A)).text()).isEqualTo("a");
  }

  @Test
  void aNumberOnTheLeftChangesPlaces() {
    assertThat(J.sub(J.constant(1), A).text()).isEqualTo("a.neg().add(1)");
    assertThat(J.mul(J.constant(0.5), A).text()).isEqualTo("a.mul(0.5)");
    assertThat(J.div(J.constant(1), A).text()).isEqualTo("a.reciprocal()");
    assertThat(J.div(J.constant(3), A).text()).isEqualTo("a.reciprocal().mul(3)");
    assertThat(J.less(J.constant(1), A).text()).isEqualTo("a.gt(1)");
    assertThat(J.pow(J.constant(2), A).text()).isEqualTo("Tensor.scalar(2).pow(a)");
  }

  @Test
  void wholeNumbersAreNotDividedAsSuch() {
    assertThat(J.div(J.constant(1), J.constant(5)).text()).isEqualTo("1.0 / 5");
    assertThat(J.mul(J.div(J.constant(2), J.constant(5)), A).text()).isEqualTo("a.mul(2.0 / 5)");
    assertThat(J.tensor(J.div(J.constant(1), J.constant(5))).text())
        .isEqualTo("Tensor.scalar(1.0 / 5)");
  }

  @Test
  void sumsNameTheirAxes() {
    assertThat(J.sum(A, Axes.single(1), true).text()).isEqualTo("a.sum(1, true)");
    assertThat(J.sum(A, Axes.of("sum", A.value().shape(), 0, 1), false).text())
        .isEqualTo("a.sum()");
    assertThat(J.sum(A, Axes.of("sum", A.value().shape(), 0, 1), true).text())
        .isEqualTo("a.sum(new int[] {0, 1}, true)");
    assertThat(J.unbroadcast(A, name("row", 3)).text()).isEqualTo("a.sum(0, false)");
  }

  @Test
  void whatIsRepeatedAnywayIsNotExpanded() {
    Code third = J.div(J.constant(2), J.constant(3));
    assertThat(J.mul(J.expandTo(third, A), A).text()).isEqualTo("a.mul(2.0 / 3)");
    assertThat(J.expandTo(third, A).text()).isEqualTo("Tensor.scalar(2.0 / 3).expand(2, 3)");
  }

  @Test
  void aChoiceBetweenSomethingAndZeroIsAProduct() {
    Code positive = J.apply(Ops.GREATER, List.of(A, J.constant(0)));
    assertThat(J.select(positive, B, J.constant(0)).text()).isEqualTo("b.mul(a.gt(0))");
    assertThat(J.select(positive, J.constant(0), B).text()).isEqualTo("b.mul(a.le(0))");
    assertThat(J.select(positive, A, B).text()).isEqualTo("a.where(a.gt(0), b)");
  }

  @Test
  void eachPieceIsComputedAsItIsWritten() {
    Code u = name("u", 2);
    Code v = name("v", 3);
    Code outer = J.outer(u, v);
    assertThat(outer.text()).isEqualTo("u.outer(v)");
    assertThat(outer.value().shape()).isEqualTo(Shape.of(2, 3));
    assertThat(outer.value().get(5)).isEqualTo(6);
    Code index = Code.name("i", NdArray.of(new Buffer.OfLong(new long[] {1, 1}), Shape.of(2)));
    Code added = J.addedRows(A, index, B);
    assertThat(added.text()).isEqualTo("a.mul(0).indexAdd(0, i, b)");
    assertThat(added.value().get(0)).isZero();
    assertThat(added.value().get(3)).isEqualTo(1 + 4);
  }

  @Test
  void namesAreThoseOfVariables() {
    assertThat(J.isName("dW1")).isTrue();
    assertThat(J.isName("W[0]")).isFalse();
  }

  @Test
  void whatHasNoShortFormIsRefused() {
    assertThatThrownBy(() -> J.apply(new Cumsum(0, false), List.of(A)))
        .isInstanceOf(Unwritable.class)
        .hasMessage("cumsum has no short form as code");
  }
}
