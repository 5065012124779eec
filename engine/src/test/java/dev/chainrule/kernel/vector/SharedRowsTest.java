package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.kernel.Normalization;
import dev.chainrule.kernel.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Matrices that threads share have the bits that one thread gives them.
class SharedRowsTest {
  /// Large enough for all that is shared here; the last run of rows is not full.
  private static final int ROWS = 517;

  private static final int COLUMNS = 131;

  private static final int[] THREADS = {2, 3, 8};

  private static VectorKernels kernels(int threads) {
    return new VectorKernels(new Workers(threads));
  }

  private static Buffer draw(Random random, DType dtype, int length) {
    Buffer buffer = Buffer.allocate(dtype, length);
    for (int i = 0; i < length; i++) {
      buffer.set(i, random.nextGaussian());
    }
    return buffer;
  }

  private static double[] numbers(Buffer buffer) {
    double[] numbers = new double[buffer.length()];
    buffer.load(0, 1, numbers, numbers.length);
    return numbers;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void normsDoNotDependOnThreads(DType dtype) {
    List<double[]> expected = norm(kernels(1), dtype);
    for (int threads : THREADS) {
      assertThat(norm(kernels(threads), dtype)).containsExactlyElementsOf(expected);
    }
  }

  /// The result, and the gradients of x, weight and bias.
  private static List<double[]> norm(VectorKernels kernels, DType dtype) {
    Random random = new Random(1);
    Normalization how = new Normalization(ROWS, COLUMNS, false, 1e-5, 0);
    Buffer x = draw(random, dtype, ROWS * COLUMNS);
    Buffer g = draw(random, dtype, ROWS * COLUMNS);
    Buffer weight = draw(random, dtype, COLUMNS);
    Buffer bias = draw(random, dtype, COLUMNS);
    Buffer y = Buffer.allocate(dtype, ROWS * COLUMNS);
    Buffer gradX = Buffer.allocate(dtype, ROWS * COLUMNS);
    Buffer gradWeight = Buffer.allocate(dtype, COLUMNS);
    Buffer gradBias = Buffer.allocate(dtype, COLUMNS);
    assertThat(kernels.normalize(how, x, weight, bias, y)).isTrue();
    assertThat(kernels.normalizeGradients(how, x, weight, g, gradX, gradWeight, gradBias)).isTrue();
    return List.of(numbers(y), numbers(gradX), numbers(gradWeight), numbers(gradBias));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void foldsDoNotDependOnThreads(DType dtype) {
    List<double[]> expected = folds(kernels(1), dtype);
    for (int threads : THREADS) {
      assertThat(folds(kernels(threads), dtype)).containsExactlyElementsOf(expected);
    }
  }

  /// Each reduction by rows and by columns.
  private static List<double[]> folds(VectorKernels kernels, DType dtype) {
    Buffer x = draw(new Random(2), dtype, ROWS * COLUMNS);
    List<double[]> results = new ArrayList<>();
    for (Reduction reduction : List.of(Reduction.SUM, Reduction.MAX, Reduction.MIN)) {
      Buffer ofRows = Buffer.allocate(dtype, ROWS);
      int[] rows = {ROWS};
      int[] columns = {COLUMNS};
      int[] apart = {COLUMNS};
      int[] together = {1};
      kernels.reduce(reduction, x, 0, rows, apart, columns, together, ofRows);
      results.add(numbers(ofRows));
      Buffer ofColumns = Buffer.allocate(dtype, COLUMNS);
      kernels.reduce(reduction, x, 0, columns, together, rows, apart, ofColumns);
      results.add(numbers(ofColumns));
    }
    return results;
  }
}
