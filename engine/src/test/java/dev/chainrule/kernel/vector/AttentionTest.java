package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.kernel.Attention;
import dev.chainrule.kernel.Heads;
import dev.chainrule.kernel.Matrices;
import dev.chainrule.kernel.Strided;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who computes a head, and which product of many, is nothing that its bits could tell.
class AttentionTest {
  /// Enough heads of this size are shared among threads.
  private static final int HEADS = 7;

  private static Matrices draw(Random random, DType dtype, int count, int rows, int columns) {
    Buffer buffer = Buffer.allocate(dtype, count * rows * columns);
    for (int i = 0; i < buffer.length(); i++) {
      buffer.set(i, random.nextGaussian());
    }
    int[] starts = new int[count];
    Arrays.setAll(starts, i -> i * rows * columns);
    return new Matrices(new Strided(buffer, 0, new int[] {columns, 1}), starts);
  }

  private static VectorKernels kernels(int threads) {
    return new VectorKernels(new Workers(threads));
  }

  @ParameterizedTest
  @CsvSource({"true, 64, 64", "false, 64, 66", "true, 67, 65", "true, 100, 100"})
  void neitherThreadsNorWhatIsKeptNorPlacesChangeABit(boolean causal, int rows, int columns) {
    Random random = new Random(rows);
    Attention how = new Attention(rows, columns, 32, 40, causal, 0.17);
    Heads in =
        new Heads(
            draw(random, DType.FLOAT32, HEADS, rows, 32),
            draw(random, DType.FLOAT32, HEADS, columns, 32),
            draw(random, DType.FLOAT32, HEADS, columns, 40));
    Matrices g = draw(random, DType.FLOAT32, HEADS, rows, 40);
    double[] expected = run(kernels(1), how, in, g, false, 0);
    assertThat(Arrays.stream(expected).sum()).isFinite().isNotZero();
    for (int threads : new int[] {1, 2, 3}) {
      for (boolean keeps : new boolean[] {true, false}) {
        for (int gap : new int[] {0, 5}) {
          assertThat(run(kernels(threads), how, in, g, keeps, gap)).isEqualTo(expected);
        }
      }
    }
  }

  /// The result, and the gradients of queries, keys and values, where rows are `gap` elements
  /// apart.
  private static double[] run(
      VectorKernels kernels, Attention how, Heads in, Matrices g, boolean keeps, int gap) {
    Buffer weights =
        keeps ? Buffer.allocate(DType.FLOAT32, HEADS * how.rows() * how.columns()) : null;
    Matrices out = room(how.rows(), how.width(), gap);
    Heads gradients =
        new Heads(
            room(how.rows(), how.inner(), gap),
            room(how.columns(), how.inner(), gap),
            room(how.columns(), how.width(), gap));
    assertThat(kernels.attention(how, in, weights, out)).isTrue();
    assertThat(kernels.attentionGradient(how, in, weights, g, gradients)).isTrue();
    return Stream.of(out, gradients.query(), gradients.key(), gradients.value())
        .flatMapToDouble(matrices -> written(matrices, gap))
        .toArray();
  }

  private static Matrices room(int rows, int columns, int gap) {
    Buffer buffer = Buffer.allocate(DType.FLOAT32, HEADS * rows * (columns + gap));
    buffer.fill(0);
    int[] starts = new int[HEADS];
    Arrays.setAll(starts, i -> i * rows * (columns + gap));
    return new Matrices(new Strided(buffer, 0, new int[] {columns + gap, 1}), starts);
  }

  /// What is in all rows, whose gaps nothing was written to.
  private static DoubleStream written(Matrices matrices, int gap) {
    double[] all = numbers(matrices.matrix().buffer());
    int row = matrices.matrix().strides()[0];
    IntStream gaps = IntStream.range(0, all.length).filter(i -> i % row >= row - gap);
    assertThat(gaps.allMatch(i -> all[i] == 0)).isTrue();
    return IntStream.range(0, all.length).filter(i -> i % row < row - gap).mapToDouble(i -> all[i]);
  }

  @Test
  void aProductOfManyIsTheProductByItself() {
    Random random = new Random(5);
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      for (int count : new int[] {1, 2, 64}) {
        Matrices a = draw(random, dtype, count, 53, 64);
        Matrices b = draw(random, dtype, count, 64, 37);
        Buffer expected = Buffer.allocate(dtype, count * 53 * 37);
        for (int i = 0; i < count; i++) {
          kernels(1).matmul(53, 37, 64, a.at(i), b.at(i), expected, i * 53 * 37);
        }
        for (int threads : new int[] {1, 2, 3}) {
          Buffer out = Buffer.allocate(dtype, expected.length());
          kernels(threads).matmul(53, 37, 64, a, b, out);
          assertThat(numbers(out)).isEqualTo(numbers(expected));
        }
      }
    }
  }

  private static double[] numbers(Buffer buffer) {
    double[] numbers = new double[buffer.length()];
    buffer.load(0, 1, numbers, numbers.length);
    return numbers;
  }
}
