package dev.chainrule.check.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Ops;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.reduce.Cumsum;
import dev.chainrule.op.view.Permute;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTest {
  private static final Python P = Python.INSTANCE;
  private static final Code A = name("a", 2, 3);
  private static final Code B = name("b", 2, 3);
  private static final Code ROW = name("row", 3);
  private static final Code COLUMN = name("column", 2, 1);

  private static Code name(String name, int... sizes) {
    double[] elements = new double[Shape.of(sizes).numel()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = i + 1;
    }
    return Code.name(name, NdArray.of(new Buffer.OfDouble(elements), Shape.of(sizes)));
  }

  @Test
  void parenthesesStandWherePythonNeedsThem() {
    assertThat(P.mul(P.add(A, B), B).text()).isEqualTo("(a + b) * b");
    assertThat(P.add(P.mul(A, B), B).text()).isEqualTo("a * b + b");
    assertThat(P.sub(A, P.sub(B, A)).text()).isEqualTo("a - (b - a)");
    assertThat(P.sub(P.sub(A, B), A).text()).isEqualTo("a - b - a");
    assertThat(P.div(A, P.mul(A, B)).text()).isEqualTo("a / (a * b)");
    assertThat(P.div(P.mul(A, B), A).text()).isEqualTo("a * b / a");
    assertThat(P.mul(A, P.div(B, A)).text()).isEqualTo("a * (b / a)");
    assertThat(P.sub(A, P.neg(B)).text()).isEqualTo("a - -b");
    assertThat(P.neg(P.add(A, B)).text()).isEqualTo("-(a + b)");
    assertThat(P.square(P.neg(A)).text()).isEqualTo("(-a)**2");
    assertThat(P.neg(P.square(A)).text()).isEqualTo("-a**2");
    assertThat(P.square(P.square(A)).text()).isEqualTo("(a**2)**2");
    assertThat(P.pow(A, P.neg(B)).text()).isEqualTo("a**-b");
    assertThat(P.div(A, P.apply(Ops.RECIPROCAL, List.of(B))).text()).isEqualTo("a / (1 / b)");
  }

  @Test
  void methodsAreCalledOnWhatBindsTight() {
    assertThat(P.sum(P.mul(A, B), Axes.single(0), false).text()).isEqualTo("(a * b).sum(0)");
    assertThat(P.transpose(P.exp(A)).text()).isEqualTo("torch.exp(a).T");
    assertThat(P.apply(new Matmul(false, false), List.of(P.transpose(A), P.add(A, B))).text())
        .isEqualTo("a.T @ (a + b)");
  }

  @Test
  void sumsNameTheirAxes() {
    assertThat(P.sum(A, Axes.single(1), true).text()).isEqualTo("a.sum(1, keepdim=True)");
    assertThat(P.sum(A, Axes.of("sum", A.value().shape(), 0, 1), false).text())
        .isEqualTo("a.sum()");
    assertThat(P.sum(A, Axes.of("sum", A.value().shape(), 0, 1), true).text())
        .isEqualTo("a.sum((0, 1), keepdim=True)");
    assertThat(P.mean(A, Axes.single(0), false).text()).isEqualTo("a.mean(0)");
  }

  @Test
  void whatWasBroadcastIsSummed() {
    assertThat(P.unbroadcast(A, ROW).text()).isEqualTo("a.sum(0)");
    assertThat(P.unbroadcast(A, COLUMN).text()).isEqualTo("a.sum(1, keepdim=True)");
    assertThat(P.unbroadcast(A, name("s")).text()).isEqualTo("a.sum()");
    assertThat(P.unbroadcast(A, B).text()).isEqualTo("a");
    assertThatThrownBy(() -> P.unbroadcast(name("c", 4, 2, 3), COLUMN))
        .isInstanceOf(Unwritable.class);
  }

  @Test
  void whatPythonRepeatsByItselfIsNotExpanded() {
    Code expanded = P.expandTo(COLUMN, A);
    assertThat(expanded.text()).isEqualTo("column.expand(2, 3)");
    assertThat(P.mul(A, expanded).text()).isEqualTo("a * column");
    assertThat(P.add(expanded, A).text()).isEqualTo("column + a");
    assertThat(P.mul(expanded, P.constant(2)).text()).isEqualTo("column.expand(2, 3) * 2");
    assertThat(P.mul(expanded, expanded).value().shape()).isEqualTo(A.value().shape());
    assertThat(P.apply(new Matmul(false, false), List.of(P.transpose(A), expanded)).text())
        .isEqualTo("a.T @ column.expand(2, 3)");
    assertThat(P.expandTo(A, B).text()).isEqualTo("a");
  }

  @Test
  void twoRepeatedFactorsKeepOneExpand() {
    Code product = P.mul(P.expandTo(COLUMN, A), P.expandTo(COLUMN, A));
    assertThat(product.text()).isEqualTo("column * column.expand(2, 3)");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2",
    "-3, -3",
    "0.5, 0.5",
    "0.1, 0.1",
    "1e-5, 1e-5",
    "1.5e-7, 1.5e-7",
    "1e20, 1e20",
    "123456789, 123456789",
  })
  void numbersAreWrittenAsPeopleWriteThem(double number, String text) {
    assertThat(P.constant(number).text()).isEqualTo(text);
    assertThat(Double.parseDouble(text)).isEqualTo(number);
  }

  @Test
  void numbersThatHaveNoDigits() {
    assertThat(P.constant(Double.POSITIVE_INFINITY).text()).isEqualTo("float(\"inf\")");
    assertThat(P.constant(Double.NEGATIVE_INFINITY).text()).isEqualTo("float(\"-inf\")");
    assertThat(P.constant(Double.NaN).text()).isEqualTo("float(\"nan\")");
  }

  @Test
  void aNegativeNumberIsWrappedUnderAPower() {
    assertThat(P.square(P.constant(-3)).text()).isEqualTo("(-3)**2");
    assertThat(P.mul(A, P.constant(-3)).text()).isEqualTo("a * -3");
  }

  @Test
  void aFactorOneIsLeftOut() {
    assertThat(P.mul(P.constant(1), A).text()).isEqualTo("a");
    assertThat(P.div(A, P.constant(1)).text()).isEqualTo("a");
    assertThat(P.pow(A, P.constant(1)).text()).isEqualTo("a");
  }

  @Test
  void aChoiceBetweenSomethingAndZeroIsAProduct() {
    Code positive = P.apply(Ops.GREATER, List.of(A, P.constant(0)));
    assertThat(P.select(positive, B, P.constant(0)).text()).isEqualTo("b * (a > 0)");
    assertThat(P.select(positive, P.constant(0), B).text()).isEqualTo("b * (a <= 0)");
    assertThat(P.select(positive, A, B).text()).isEqualTo("torch.where(a > 0, a, b)");
  }

  @Test
  void whatBelongsToTiesIsLeftOutWhereNoneTie() {
    Code tied = P.equal(A, P.constant(2.5));
    assertThat(P.select(tied, P.mul(A, P.constant(0.5)), A).text()).isEqualTo("a");
    Code some = P.equal(A, P.constant(2));
    assertThat(P.select(some, A, B).text()).isEqualTo("torch.where(a == 2, a, b)");
  }

  @Test
  void aNumberNeedsNoShape() {
    Code third = P.div(P.constant(1), P.constant(3));
    Code row = P.unsqueeze(P.unsqueeze(third, Axes.single(0)), Axes.single(0));
    assertThat(P.mul(row, A).text()).isEqualTo("a / 3");
    assertThat(row.text()).isEqualTo("torch.full((1, 1), 1 / 3)");
    assertThat(P.sub(P.constant(7), P.constant(1)).text()).isEqualTo("6");
    assertThat(P.mul(P.constant(-1), P.add(A, B)).text()).isEqualTo("-(a + b)");
  }

  @Test
  void exchangedTwiceIsNotExchanged() {
    assertThat(P.transpose(P.transpose(A)).text()).isEqualTo("a");
    Code deep = name("deep", 2, 3, 4);
    Code exchanged = P.apply(new Permute("permute", List.of(0, 2, 1)), List.of(deep));
    assertThat(exchanged.text()).isEqualTo("deep.transpose(-2, -1)");
    assertThat(P.transpose(exchanged).text()).isEqualTo("deep");
  }

  @Test
  void whatHasNoShortFormIsRefused() {
    assertThatThrownBy(() -> P.apply(new Cumsum(0, false), List.of(A)))
        .isInstanceOf(Unwritable.class)
        .hasMessage("cumsum has no short form as code");
  }
}
