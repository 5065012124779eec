package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.ReferenceKernels;
import dev.chainrule.kernel.Strided;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every element is one chain of fma over k, so a plain loop gives the same bits: in the
/// interpreter, compiled, on vectors of any length, and for any number of threads.
class MatmulTest {
  private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

  private static final Kernels ONE = new VectorKernels(new Workers(1));

  /// How an operand lies in memory.
  private enum Layout {
    ROWS,
    COLUMNS,
    GAPS,
    ROW_REPEATED,
    COLUMN_REPEATED;

    Strided draw(Random random, DType dtype, int rows, int columns) {
      int offset = random.nextInt(5);
      int[] strides =
          switch (this) {
            case ROWS -> new int[] {columns + random.nextInt(2) * 3, 1};
            case COLUMNS -> new int[] {1, rows + random.nextInt(2) * 5};
            case GAPS -> new int[] {3, 3 * rows + 2};
            case ROW_REPEATED -> new int[] {0, 1};
            case COLUMN_REPEATED -> new int[] {1, 0};
          };
      // No element more than the operand reaches, so that reading past it fails.
      int length =
          rows == 0 || columns == 0
              ? 0
              : offset + (rows - 1) * strides[0] + (columns - 1) * strides[1] + 1;
      Buffer buffer = Buffer.allocate(dtype, length);
      for (int i = 0; i < length; i++) {
        buffer.set(i, random.nextGaussian());
      }
      return new Strided(buffer, offset, strides);
    }
  }

  private static double at(Strided x, int i, int j) {
    return x.buffer().get(x.offset() + i * x.strides()[0] + j * x.strides()[1]);
  }

  private static double chain(Strided a, Strided b, int i, int j, int k, DType dtype) {
    double sum = 0;
    for (int l = 0; l < k; l++) {
      double x = at(a, i, l);
      double y = at(b, l, j);
      sum =
          dtype == DType.FLOAT32
              ? Math.fma((float) x, (float) y, (float) sum)
              : Math.fma(x, y, sum);
    }
    return sum;
  }

  private static long bits(double x) {
    return Double.doubleToLongBits(x);
  }

  private static void check(DType dtype, int m, int n, int k, Strided a, Strided b) {
    int offset = (m + n + k) % 3;
    Buffer out = Buffer.allocate(dtype, offset + m * n + 1);
    ONE.matmul(m, n, k, a, b, out, offset);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double expected = chain(a, b, i, j, k, dtype);
        double given = out.get(offset + i * n + j);
        // An assertion for each of a million elements is slow.
        if (bits(given) != bits(expected)) {
          assertThat(given)
              .as("element [%d, %d] of [%d, %d] with k = %d", i, j, m, n, k)
              .isEqualTo(expected);
        }
      }
    }
    assertThat(out.get(offset + m * n)).as("after the result").isZero();
    assertThat(offset == 0 ? 0 : out.get(offset - 1)).as("before the result").isZero();
  }

  private static List<int[]> sizes() {
    List<int[]> sizes = new ArrayList<>();
    int[] widths = {1, 2, LANES - 1, LANES, LANES + 1, 2 * LANES - 1, 2 * LANES, 2 * LANES + 1};
    for (int n : widths) {
      for (int m : new int[] {1, 5, 6, 7}) {
        sizes.add(new int[] {m, n, LANES + 3});
      }
    }
    for (int n : new int[] {3 * LANES, 4 * LANES - 1, 4 * LANES, 4 * LANES + 1, 5 * LANES - 1}) {
      sizes.add(new int[] {13, n, 1});
      sizes.add(new int[] {11, n, LANES - 1});
    }
    // Every height that a tile can have, with right operands as they lie and packed.
    for (int m = 1; m <= 2 * FloatTiles.HIGH; m++) {
      sizes.add(new int[] {m, 2 * LANES, 5});
      sizes.add(new int[] {m, 3 * LANES + 1, 700 + m});
    }
    sizes.add(new int[] {0, 3, 2});
    sizes.add(new int[] {3, 0, 2});
    sizes.add(new int[] {3, 2, 0});
    sizes.add(new int[] {FloatPanels.HEIGHT + 1, 37, 31});
    for (int depth : new int[] {FloatMatmul.PACKED_DEPTH, FloatMatmul.DEPTH}) {
      sizes.add(new int[] {7, 19, depth + 1});
      sizes.add(new int[] {5, 3, 2 * depth + 3});
    }
    sizes.add(new int[] {7, 521, 17});
    // What is packed because a panel is read often, or because it is long.
    sizes.add(new int[] {193, 195, 33});
    sizes.add(new int[] {29, 65, 1100});
    sizes.add(new int[] {29, FloatPanels.breadth(600) + LANES + 1, 600});
    // Right operands that are panels as they lie.
    sizes.add(new int[] {26, LANES, 9});
    sizes.add(new int[] {26, 4 * LANES, 9});
    return sizes;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void everyElementIsOneChainOfFma(DType dtype) {
    Random random = new Random(20081);
    int turn = 0;
    for (int[] size : sizes()) {
      turn++; // so that each layout meets each other one
      List<Layout> layouts = List.of(Layout.values());
      for (int i = 0; i < layouts.size(); i++) {
        Layout left = layouts.get(i);
        Layout right = layouts.get((i + turn) % layouts.size());
        Strided a = left.draw(random, dtype, size[0], size[2]);
        Strided b = right.draw(random, dtype, size[2], size[1]);
        check(dtype, size[0], size[1], size[2], a, b);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void specialValuesPassAndStayInTheirRowsAndColumns(DType dtype) {
    double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0};
    Random random = new Random(34);
    for (int round = 0; round < 40; round++) {
      int m = 1 + random.nextInt(14);
      int n = 1 + random.nextInt(3 * LANES);
      int k = 1 + random.nextInt(40);
      Strided a = Layout.ROWS.draw(random, dtype, m, k);
      Strided b = Layout.values()[random.nextInt(3)].draw(random, dtype, k, n);
      for (Strided x : List.of(a, b)) {
        int place = random.nextInt(x.buffer().length());
        x.buffer().set(place, special[random.nextInt(special.length)]);
      }
      check(dtype, m, n, k, a, b);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void isWithinTheRoundingOfTheReference(DType dtype) {
    int k = 300;
    Random random = new Random(7);
    Strided a = Layout.ROWS.draw(random, DType.FLOAT64, 20, k);
    Strided b = Layout.COLUMNS.draw(random, DType.FLOAT64, k, 33);
    if (dtype == DType.FLOAT32) {
      a = rounded(a);
      b = rounded(b);
    }
    Buffer exact = Buffer.allocate(dtype, 20 * 33);
    new ReferenceKernels().matmul(20, 33, k, a, b, exact, 0);
    Buffer out = Buffer.allocate(dtype, 20 * 33);
    ONE.matmul(20, 33, k, a, b, out, 0);
    double ulp = dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 33; j++) {
        double magnitude = 0;
        for (int l = 0; l < k; l++) {
          magnitude += Math.abs(at(a, i, l) * at(b, l, j));
        }
        assertThat(Math.abs(out.get(i * 33 + j) - exact.get(i * 33 + j)))
            .isLessThanOrEqualTo(k * ulp * magnitude);
      }
    }
  }

  private static Strided rounded(Strided x) {
    Buffer floats = Buffer.allocate(DType.FLOAT32, x.buffer().length());
    for (int i = 0; i < floats.length(); i++) {
      floats.set(i, x.buffer().get(i));
    }
    return new Strided(floats, x.offset(), x.strides());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void bitsDoNotDependOnTheNumberOfThreads(DType dtype) {
    Random random = new Random(55);
    int[][] sizes = {{175, 163, 150}, {163, 175, 150}, {5, 1021, 830}, {1021, 37, 120}};
    for (int[] size : sizes) {
      int m = size[0];
      int n = size[1];
      int k = size[2];
      Strided a = Layout.ROWS.draw(random, dtype, m, k);
      Strided b = Layout.COLUMNS.draw(random, dtype, k, n);
      Buffer expected = Buffer.allocate(dtype, m * n);
      ONE.matmul(m, n, k, a, b, expected, 0);
      for (int threads : new int[] {2, 3, 8}) {
        Buffer out = Buffer.allocate(dtype, m * n);
        new VectorKernels(new Workers(threads)).matmul(m, n, k, a, b, out, 0);
        for (int i = 0; i < m * n; i++) {
          if (bits(out.get(i)) != bits(expected.get(i))) {
            assertThat(out.get(i))
                .as("element %d of [%d, %d] on %d threads", i, m, n, threads)
                .isEqualTo(expected.get(i));
          }
        }
      }
    }
  }

  @Test
  void operandsOfOtherTypesAreConverted() {
    Strided whole = new Strided(new Buffer.OfLong(new long[] {2, 3}), 0, new int[] {2, 1});
    Strided half = new Strided(new Buffer.OfFloat(new float[] {0.5f, 4}), 0, new int[] {1, 1});
    Buffer out = Buffer.allocate(DType.FLOAT32, 1);
    ONE.matmul(1, 1, 2, whole, half, out, 0);
    assertThat(out.get(0)).isEqualTo(13);
  }
}
