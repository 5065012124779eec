package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.chainrule.array.DType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Indexing of x = arange(24).reshape(2, 3, 4), as PyTorch 1.13 does it; `i(…)` is an index tensor.
class IndexTest {
  private static Tensor x() {
    return Tensor.arange(24).reshape(2, 3, 4);
  }

  private static Tensor everyFifth() {
    boolean[] mask = new boolean[24];
    for (int i = 0; i < mask.length; i += 5) {
      mask[i] = true;
    }
    return Tensor.of(mask, 2, 3, 4);
  }

  private static Index longs(long... elements) {
    return Index.of(Tensor.of(elements));
  }

  private static Index column(long... elements) {
    return Index.of(Tensor.of(elements, elements.length, 1));
  }

  private static Index truths(boolean... elements) {
    return Index.of(Tensor.of(elements));
  }

  private static Index mask(boolean[] elements, int... shape) {
    return Index.of(Tensor.of(elements, shape));
  }

  private static Arguments reads(String python, String shape, String elements, Index... indices) {
    long[] expected =
        Arrays.stream(elements.split(" "))
            .filter(element -> !element.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    return arguments(python, shape, expected, indices);
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        reads("x[1]", "[3, 4]", "12 13 14 15 16 17 18 19 20 21 22 23", Index.at(1)),
        reads("x[-1]", "[3, 4]", "12 13 14 15 16 17 18 19 20 21 22 23", Index.at(-1)),
        reads("x[1, 2, 3]", "[]", "23", Index.at(1), Index.at(2), Index.at(3)),
        reads("x[:, 1]", "[2, 4]", "4 5 6 7 16 17 18 19", Index.all(), Index.at(1)),
        reads(
            "x[:, 1:3]",
            "[2, 2, 4]",
            "4 5 6 7 8 9 10 11 16 17 18 19 20 21 22 23",
            Index.all(),
            Index.range(1, 3)),
        reads(
            "x[:, -2:]",
            "[2, 2, 4]",
            "4 5 6 7 8 9 10 11 16 17 18 19 20 21 22 23",
            Index.all(),
            new Index.Range(-2L, null, 1)),
        reads(
            "x[0, :, 1:4:2]",
            "[3, 2]",
            "1 3 5 7 9 11",
            Index.at(0),
            Index.all(),
            new Index.Range(1L, 4L, 2)),
        reads("x[..., 0]", "[2, 3]", "0 4 8 12 16 20", Index.ellipsis(), Index.at(0)),
        reads("x[0, ...]", "[3, 4]", "0 1 2 3 4 5 6 7 8 9 10 11", Index.at(0), Index.ellipsis()),
        reads(
            "x[..., 1:99, 2]",
            "[2, 2]",
            "6 10 18 22",
            Index.ellipsis(),
            Index.range(1, 99),
            Index.at(2)),
        reads("x[None, 0, 0]", "[1, 4]", "0 1 2 3", Index.newAxis(), Index.at(0), Index.at(0)),
        reads(
            "x[0, None, 0, :, None]",
            "[1, 4, 1]",
            "0 1 2 3",
            Index.at(0),
            Index.newAxis(),
            Index.at(0),
            Index.all(),
            Index.newAxis()),
        reads(
            "x[0, ..., None]",
            "[3, 4, 1]",
            "0 1 2 3 4 5 6 7 8 9 10 11",
            Index.at(0),
            Index.ellipsis(),
            Index.newAxis()),
        reads("x[2:]", "[0, 3, 4]", "", new Index.Range(2L, null, 1)),
        reads("x[:, 2:1, 0]", "[2, 0]", "", Index.all(), Index.range(2, 1), Index.at(0)),
        reads("x[i(1, 0, 1), 0, 0]", "[3]", "12 0 12", longs(1, 0, 1), Index.at(0), Index.at(0)),
        reads("x[i(-1), i(-2), i(-3)]", "[1]", "17", longs(-1), longs(-2), longs(-3)),
        reads("x[:, i(2, 0), 1]", "[2, 2]", "9 1 21 13", Index.all(), longs(2, 0), Index.at(1)),
        reads(
            "x[:, i(2, 0), 1:3]",
            "[2, 2, 2]",
            "9 10 1 2 21 22 13 14",
            Index.all(),
            longs(2, 0),
            Index.range(1, 3)),
        reads(
            "x[i(0, 1), :, i(3, 0)]",
            "[2, 3]",
            "3 7 11 12 16 20",
            longs(0, 1),
            Index.all(),
            longs(3, 0)),
        reads(
            "x[:, i(0, 1), i(3, 0)]", "[2, 2]", "3 4 15 16", Index.all(), longs(0, 1), longs(3, 0)),
        reads("x[0, :, i(3, 0)]", "[3, 2]", "3 0 7 4 11 8", Index.at(0), Index.all(), longs(3, 0)),
        reads("x[0, i(0, 1), i(3, 0)]", "[2]", "3 4", Index.at(0), longs(0, 1), longs(3, 0)),
        reads(
            "x[i(0, 1).reshape(2, 1), i(2, 0), 0]",
            "[2, 2]",
            "8 0 20 12",
            column(0, 1),
            longs(2, 0),
            Index.at(0)),
        reads("x[0, 0, i(0, 0)]", "[2]", "0 0", Index.at(0), Index.at(0), longs(0, 0)),
        reads(
            "x[0, None, i(2, 1), 0]",
            "[1, 2]",
            "8 4",
            Index.at(0),
            Index.newAxis(),
            longs(2, 1),
            Index.at(0)),
        reads("x[m1]", "[1, 3, 4]", "0 1 2 3 4 5 6 7 8 9 10 11", truths(true, false)),
        reads(
            "x[:, m3, 0]",
            "[2, 2]",
            "0 8 12 20",
            Index.all(),
            truths(true, false, true),
            Index.at(0)),
        reads(
            "x[m23]",
            "[3, 4]",
            "0 1 2 3 16 17 18 19 20 21 22 23",
            mask(new boolean[] {true, false, false, false, true, true}, 2, 3)),
        reads("x[x % 5 == 0]", "[5]", "0 5 10 15 20", Index.of(everyFifth())),
        reads(
            "x[1, ..., mask]",
            "[3, 2]",
            "13 15 17 19 21 23",
            Index.at(1),
            Index.ellipsis(),
            truths(false, true, false, true)),
        reads("x[m1, :, 1]", "[1, 3]", "1 5 9", truths(true, false), Index.all(), Index.at(1)),
        reads("x[nothing true]", "[0, 3, 4]", "", truths(false, false)),
        reads("x[no index]", "[0, 3, 4]", "", longs()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsWhatPyTorchReads(String python, String shape, long[] elements, Index[] indices) {
    Tensor read = x().index(indices);
    assertThat(read.shape()).hasToString(shape);
    assertThat(read.toLongArray()).isEqualTo(elements);
  }

  @ParameterizedTest(name = "{0} = -1")
  @MethodSource("cases")
  void writesWhereItReads(String python, String shape, long[] elements, Index[] indices) {
    long[] expected = x().toLongArray();
    for (long element : elements) {
      expected[(int) element] = -1;
    }
    Tensor x = x();
    assertThat(x.indexPut(Tensor.of(new long[] {-1}), indices).toLongArray()).isEqualTo(expected);
    assertThat(x.toLongArray()).as("the original stays").isEqualTo(x().toLongArray());
  }

  @ParameterizedTest(name = "the gradient of {0}")
  @MethodSource("cases")
  void theGradientCountsHowOftenAnElementWasRead(
      String python, String shape, long[] elements, Index[] indices) {
    Tensor x = x().to(DType.FLOAT64).requiresGrad(true);
    x.index(indices).sum().backward();
    double[] expected = new double[24];
    for (long element : elements) {
      expected[(int) element]++;
    }
    assertThat(x.grad().toDoubleArray()).isEqualTo(expected);
  }

  @Test
  void numbersAndRangesAreViews() {
    Tensor x = Tensor.zeros(2, 3);
    x.index(Index.at(1), Index.range(0, 2)).fillInPlace(7);
    assertThat(x.toDoubleArray()).containsExactly(0, 0, 0, 7, 7, 0);
    x.index(longs(0)).fillInPlace(9);
    assertThat(x.toDoubleArray()).as("index tensors copy").containsExactly(0, 0, 0, 7, 7, 0);
  }

  @Test
  void valuesBroadcastToWhatIsWrittenAndGetTheirGradient() {
    Tensor x = Tensor.zeros(2, 3).requiresGrad(true);
    Tensor row = Tensor.of(new float[] {1, 2}).requiresGrad(true);
    Tensor y = x.indexPut(row, Index.all(), longs(2, 0));
    assertThat(y.toDoubleArray()).containsExactly(2, 0, 1, 2, 0, 1);
    y.mul(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)).sum().backward();
    assertThat(row.grad().toDoubleArray()).containsExactly(3 + 6, 1 + 4);
    assertThat(x.grad().toDoubleArray()).containsExactly(0, 2, 0, 0, 5, 0);
  }

  @Test
  void leadingDimensionsOfSizeOneThatTheValuesHaveTooManyAreDropped() {
    Tensor x = Tensor.zeros(3).requiresGrad(true);
    Tensor value = Tensor.of(new float[] {5}, 1, 1, 1).requiresGrad(true);
    Tensor y = x.indexPut(value, Index.at(1));
    assertThat(y.toDoubleArray()).containsExactly(0, 5, 0);
    y.mul(3).sum().backward();
    assertThat(value.grad().shape()).hasToString("[1, 1, 1]");
    assertThat(value.grad().item()).isEqualTo(3);
  }

  @Test
  void aScalarIsIndexedByNothing() {
    Tensor x = Tensor.scalar(3);
    assertThat(x.index().item()).isEqualTo(3);
    assertThat(x.index(Index.newAxis()).shape()).hasToString("[1]");
    assertThat(x.index(Index.ellipsis()).item()).isEqualTo(3);
  }
}
