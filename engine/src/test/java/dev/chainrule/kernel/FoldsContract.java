package dev.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every implementation of [Kernels] must do where many elements become one: reductions,
/// running sums and matrix products.
public abstract class FoldsContract {
  private static final long[] EDGES = {
    Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, (1L << 53) + 1, -(1L << 53) - 1, 0, -1
  };

  protected FoldsContract() {}

  protected abstract Kernels kernels();

  private static List<DType> numbers() {
    return List.of(DType.INT64, DType.FLOAT32, DType.FLOAT64);
  }

  private static Buffer longs(long... elements) {
    return new Buffer.OfLong(elements);
  }

  private static Buffer doubles(double... elements) {
    return new Buffer.OfDouble(elements);
  }

  private static double[] elements(Buffer buffer) {
    return IntStream.range(0, buffer.length()).mapToDouble(buffer::get).toArray();
  }

  private Buffer reduceAll(Reduction reduction, Buffer x, DType result) {
    Buffer out = Buffer.allocate(result, 1);
    int[] size = {x.length()};
    kernels().reduce(reduction, x, 0, new int[0], new int[0], size, new int[] {1}, out);
    return out;
  }

  @ParameterizedTest
  @EnumSource
  void reductionsFoldAnyDimensionsOfAnyLayout(Reduction reduction) {
    boolean isIndex = reduction == Reduction.ARGMAX || reduction == Reduction.ARGMIN;
    boolean isTruth = reduction == Reduction.ANY || reduction == Reduction.ALL;
    for (DType dtype : numbers()) {
      DType result = isTruth ? DType.BOOL : isIndex ? DType.INT64 : dtype;
      for (int seed = 0; seed < 60; seed++) {
        Random random = new Random(seed);
        int kept = random.nextInt(3);
        int folded = 1 + random.nextInt(2);
        int most = reduction == Reduction.PROD ? 3 : 7; // so that no product overflows
        int[] sizes =
            IntStream.generate(() -> 1 + random.nextInt(most)).limit(kept + folded).toArray();
        Operand x = Operand.draw(random, dtype, sizes);
        int[] keptSizes = Arrays.copyOf(sizes, kept);
        int[] foldedSizes = Arrays.copyOfRange(sizes, kept, sizes.length);
        int results = Arrays.stream(keptSizes).reduce(1, (a, b) -> a * b);
        Buffer out = Buffer.allocate(result, results);
        kernels()
            .reduce(
                reduction,
                x.buffer(),
                x.offset(),
                keptSizes,
                Arrays.copyOf(x.strides(), kept),
                foldedSizes,
                Arrays.copyOfRange(x.strides(), kept, sizes.length),
                out);
        int count = x.numel() / results;
        for (int r = 0; r < results; r++) {
          int first = r * count;
          double[] row = IntStream.range(0, count).mapToDouble(i -> x.get(first + i)).toArray();
          // float32 holds the exact product only while it is small.
          double expected = fold(reduction, row);
          double rounded = result == DType.FLOAT32 ? (float) expected : expected;
          assertThat(out.get(r)).as("%s, seed %d", dtype, seed).isEqualTo(rounded);
        }
      }
    }
  }

  private static double fold(Reduction reduction, double... row) {
    double result = reduction == Reduction.PROD || reduction == Reduction.ALL ? 1 : 0;
    double best = row.length == 0 ? 0 : row[0];
    for (int i = 0; i < row.length; i++) {
      double value = row[i];
      switch (reduction) {
        case SUM -> result += value;
        case PROD -> result *= value;
        case MAX -> result = i == 0 ? value : Math.max(result, value);
        case MIN -> result = i == 0 ? value : Math.min(result, value);
        case ANY -> result = value != 0 ? 1 : result;
        case ALL -> result = value == 0 ? 0 : result;
        case ARGMAX, ARGMIN -> {
          if (reduction == Reduction.ARGMAX ? value > best : value < best) {
            best = value;
            result = i;
          }
        }
      }
    }
    return result;
  }

  @Test
  void integersAreExactToTheLastBit() {
    assertThat(reduceAll(Reduction.SUM, longs(1L << 53, 1), DType.INT64).getLong(0))
        .isEqualTo((1L << 53) + 1);
    assertThat(reduceAll(Reduction.MAX, longs(EDGES), DType.INT64).getLong(0))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(reduceAll(Reduction.MIN, longs(EDGES), DType.INT64).getLong(0))
        .isEqualTo(Long.MIN_VALUE);
    assertThat(
            reduceAll(Reduction.ARGMAX, longs(Long.MAX_VALUE - 1, Long.MAX_VALUE), DType.INT64)
                .getLong(0))
        .isEqualTo(1);
  }

  @Test
  void foldingNothingGivesTheNeutralElement() {
    Buffer none = Buffer.allocate(DType.FLOAT64, 0);
    assertThat(reduceAll(Reduction.SUM, none, DType.FLOAT64).get(0)).isZero();
    assertThat(reduceAll(Reduction.PROD, none, DType.FLOAT64).get(0)).isEqualTo(1);
    assertThat(reduceAll(Reduction.ANY, none, DType.BOOL).get(0)).isZero();
    assertThat(reduceAll(Reduction.ALL, none, DType.BOOL).get(0)).isEqualTo(1);
    Buffer three = Buffer.allocate(DType.FLOAT64, 3);
    kernels()
        .reduce(
            Reduction.PROD,
            none,
            0,
            new int[] {3},
            new int[] {0},
            new int[] {0},
            new int[] {1},
            three);
    assertThat(elements(three)).containsExactly(1, 1, 1);
  }

  @Test
  void nanWinsEveryComparison() {
    Buffer x = doubles(1, Double.NaN, 3, Double.NaN);
    assertThat(reduceAll(Reduction.MAX, x, DType.FLOAT64).get(0)).isNaN();
    assertThat(reduceAll(Reduction.MIN, x, DType.FLOAT64).get(0)).isNaN();
    assertThat(reduceAll(Reduction.ARGMAX, x, DType.INT64).getLong(0)).isEqualTo(1);
    assertThat(reduceAll(Reduction.ARGMIN, x, DType.INT64).getLong(0)).isEqualTo(1);
    assertThat(reduceAll(Reduction.SUM, x, DType.FLOAT64).get(0)).isNaN();
    assertThat(reduceAll(Reduction.ANY, x, DType.BOOL).getLong(0)).isEqualTo(1);
    Buffer infinite = doubles(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
    assertThat(reduceAll(Reduction.MAX, infinite, DType.FLOAT64).get(0))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(reduceAll(Reduction.ARGMAX, infinite, DType.INT64).getLong(0)).isZero();
  }

  @Test
  void ofTiesTheFirstIsNamed() {
    assertThat(reduceAll(Reduction.ARGMAX, doubles(1, 3, 3, 2), DType.INT64).getLong(0))
        .isEqualTo(1);
    assertThat(reduceAll(Reduction.ARGMIN, longs(2, 1, 3, 1), DType.INT64).getLong(0)).isEqualTo(1);
  }

  @Test
  void longSumsOfFloatsKeepTheirDigits() {
    float[] tenth = new float[1_000_000];
    Arrays.fill(tenth, 0.1f);
    float expected = (float) (0.1f * 1e6);
    Buffer x = new Buffer.OfFloat(tenth);
    float row = (float) reduceAll(Reduction.SUM, x, DType.FLOAT32).get(0);
    assertThat(row).isCloseTo(expected, within(4 * Math.ulp(expected)));
    Buffer columns = Buffer.allocate(DType.FLOAT32, 2);
    int[] two = {2};
    int[] half = {tenth.length / 2};
    kernels().reduce(Reduction.SUM, x, 0, two, new int[] {1}, half, two, columns);
    float column = (float) columns.get(1);
    assertThat(column).isCloseTo(expected / 2, within(4 * Math.ulp(expected)));
  }

  /// Rows and columns of every length, so that every part of a loop is met.
  @ParameterizedTest
  @EnumSource(names = {"SUM", "MAX", "MIN"})
  void rowsAndColumnsOfEveryLength(Reduction reduction) {
    Random random = new Random(7);
    for (int length = 1; length < 150; length += length < 70 ? 1 : 13) {
      for (DType dtype : numbers()) {
        Operand x = Operand.of(Buffer.allocate(dtype, 3 * length), 3, length);
        for (int i = 0; i < x.numel(); i++) {
          x.buffer().setLong(i, random.nextInt(-100, 100));
        }
        Buffer rows = Buffer.allocate(dtype, 3);
        int[] sizes = {length};
        int[] step = {1};
        int[] three = {3};
        kernels().reduce(reduction, x.buffer(), 0, three, sizes, sizes, step, rows);
        for (int r = 0; r < 3; r++) {
          int first = r * length;
          double[] row = IntStream.range(0, length).mapToDouble(i -> x.get(first + i)).toArray();
          assertThat(rows.get(r))
              .as("%s, row of %d", dtype, length)
              .isEqualTo(fold(reduction, row));
        }
        Buffer columns = Buffer.allocate(dtype, length);
        kernels().reduce(reduction, x.buffer(), 0, sizes, step, three, sizes, columns);
        for (int c = 0; c < length; c++) {
          double[] column = {x.get(c), x.get(length + c), x.get(2 * length + c)};
          assertThat(columns.get(c))
              .as("%s, of %d", dtype, length)
              .isEqualTo(fold(reduction, column));
        }
      }
    }
  }

  @Test
  void cumsumRunsAlongRowsBothWays() {
    for (DType dtype : numbers()) {
      Buffer x = Buffer.allocate(dtype, 8);
      IntStream.range(0, 8).forEach(i -> x.setLong(i, i + 1));
      // Two rows of three, from positions 1 and 2, with a step of 2; to positions 0 and 3.
      Buffer forward = Buffer.allocate(dtype, 6);
      int[] from = {1, 2};
      int[] to = {0, 3};
      kernels().cumsum(x, from, 3, 2, false, forward, to, 1);
      assertThat(elements(forward)).containsExactly(2, 6, 12, 3, 8, 15);
      Buffer backward = Buffer.allocate(dtype, 6);
      kernels().cumsum(x, from, 3, 2, true, backward, to, 1);
      assertThat(elements(backward)).containsExactly(12, 10, 6, 15, 12, 7);
    }
  }

  @Test
  void matmulOfEverySizeAndLayout() {
    int[] sizes = {0, 1, 2, 3, 7, 13, 31};
    for (int m : sizes) {
      for (int n : sizes) {
        for (int k : sizes) {
          for (DType dtype : numbers()) {
            Random random = new Random(m * 10_007L + n * 101L + k);
            Operand a = Operand.draw(random, dtype, m, k);
            Operand b = Operand.draw(random, dtype, k, n);
            int offset = random.nextInt(3);
            Buffer out = Buffer.allocate(dtype, offset + m * n);
            kernels().matmul(m, n, k, a.strided(), b.strided(), out, offset);
            assertProduct(a, b, out, offset);
          }
        }
      }
    }
  }

  private static void assertProduct(Operand a, Operand b, Buffer out, int offset) {
    int k = a.sizes()[1];
    int n = b.sizes()[1];
    for (int i = 0; i < a.sizes()[0]; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int l = 0; l < k; l++) {
          sum += a.get(i * k + l) * b.get(l * n + j);
        }
        assertThat(out.get(offset + i * n + j)).isEqualTo(sum);
      }
    }
    for (int i = 0; i < offset; i++) {
      assertThat(out.get(i)).as("before the result").isZero();
    }
  }

  @Test
  void matmulKeepsIntegersExactAndNanAlive() {
    Buffer whole = Buffer.allocate(DType.INT64, 1);
    Operand left = Operand.of(longs((1L << 53) + 1, 1), 1, 2);
    Operand right = Operand.of(longs(1, 2), 2, 1);
    kernels().matmul(1, 1, 2, left.strided(), right.strided(), whole, 0);
    assertThat(whole.getLong(0)).isEqualTo((1L << 53) + 3);

    Buffer out = Buffer.allocate(DType.FLOAT64, 2);
    Operand zero = Operand.of(doubles(0, 1), 1, 2);
    Operand special =
        Operand.of(doubles(Double.POSITIVE_INFINITY, 1, 2, Double.NEGATIVE_INFINITY), 2, 2);
    kernels().matmul(1, 2, 2, zero.strided(), special.strided(), out, 0);
    assertThat(out.get(0)).as("0 times infinity").isNaN();
    assertThat(out.get(1)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
