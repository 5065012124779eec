package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.kernel.Attention;
import dev.chainrule.kernel.Matrices;
import dev.chainrule.kernel.Strided;
import java.util.Arrays;
import java.util.Random;
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
  @CsvSource({"true, 64, 64", "false, 64, 66", "true, 67, 65"})
  void anyNumberOfThreadsGivesTheSameBits(boolean causal, int rows, int columns) {
    Random random = new Random(rows);
    Attention how = new Attention(rows, columns, 32, 40, causal, 0.17);
    Matrices q = draw(random, DType.FLOAT32, HEADS, rows, 32);
    Matrices k = draw(random, DType.FLOAT32, HEADS, columns, 32);
    Matrices v = draw(random, DType.FLOAT32, HEADS, columns, 40);
    Matrices g = draw(random, DType.FLOAT32, HEADS, rows, 40);
    float[][] expected = run(kernels(1), how, q, k, v, g);
    for (int threads : new int[] {2, 3}) {
      assertThat(run(kernels(threads), how, q, k, v, g)).isDeepEqualTo(expected);
    }
  }

  /// The result, and the gradients of queries, keys and values.
  private static float[][] run(
      VectorKernels kernels, Attention how, Matrices q, Matrices k, Matrices v, Matrices g) {
    Buffer[] out = {
      Buffer.allocate(DType.FLOAT32, HEADS * how.rows() * how.width()),
      Buffer.allocate(DType.FLOAT32, HEADS * how.rows() * how.inner()),
      Buffer.allocate(DType.FLOAT32, HEADS * how.columns() * how.inner()),
      Buffer.allocate(DType.FLOAT32, HEADS * how.columns() * how.width())
    };
    assertThat(kernels.attention(how, q, k, v, out[0])).isTrue();
    assertThat(kernels.attentionGradient(how, q, k, v, g, out[1], out[2], out[3])).isTrue();
    return Arrays.stream(out)
        .map(buffer -> ((Buffer.OfFloat) buffer).array())
        .toArray(float[][]::new);
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
          assertThat(numbers(out)).containsExactly(numbers(expected));
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
