package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxRowsTest {
  private static final RowKernels KERNELS = Inlining.instance(SoftmaxRows.class, RowKernels.class);
  private static final int OFFSET = 3;

  private static float[] draw(int rows, int size) {
    Random random = new Random(size);
    float[] x = new float[OFFSET + rows * size + 1];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian() * 20;
    }
    return x;
  }

  private static double logSumExp(float[] x, int from, int size) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      max = Math.max(max, x[from + i]);
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.exp(x[from + i] - max);
    }
    return max + Math.log(sum);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 15, 16, 17, 27, 31, 32, 33, 67, 1009})
  void rowsOfAnyLengthAreWithinFourUnitsInTheLastPlace(int size) {
    int rows = 5;
    float[] x = draw(rows, size);
    float[] y = new float[rows * size];
    float[] logs = new float[rows * size];
    KERNELS.softmax(x, OFFSET, rows, size, y, 0);
    KERNELS.logSoftmax(x, OFFSET, rows, size, logs);
    for (int i = 0; i < y.length; i++) {
      double log = x[OFFSET + i] - logSumExp(x, OFFSET + i - i % size, size);
      float exact = (float) Math.exp(log);
      assertThat(y[i]).isCloseTo(exact, within(4 * Math.ulp(exact)));
      float rounding = 3 * Math.ulp((float) log) + 1e-12f;
      assertThat(logs[i]).isCloseTo((float) log, within(rounding));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 27, 40, 700, 3000})
  void aRowHasTheSameBitsAmongOthersAsAlone(int size) {
    int rows = 131;
    float[] x = draw(rows, size);
    float[] y = new float[rows * size];
    float[] logs = new float[rows * size];
    KERNELS.softmax(x, OFFSET, rows, size, y, 0);
    KERNELS.logSoftmax(x, OFFSET, rows, size, logs);
    float[] alone = new float[size];
    for (int row = 0; row < rows; row++) {
      KERNELS.softmax(x, OFFSET + row * size, 1, size, alone, 0);
      assertThat(Arrays.copyOfRange(y, row * size, (row + 1) * size)).containsExactly(alone);
      KERNELS.logSoftmax(x, OFFSET + row * size, 1, size, alone);
      assertThat(Arrays.copyOfRange(logs, row * size, (row + 1) * size)).containsExactly(alone);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 70, 129})
  void aCausalRowIsTheSoftmaxOfWhatItSees(int size) {
    float[] x = draw(size, size);
    float[] scores = Arrays.copyOfRange(x, OFFSET, OFFSET + size * size);
    float[] y = new float[size * size];
    KERNELS.causalSoftmax(scores, size, size, y, 0);
    for (int row = 0; row < size; row++) {
      float[] alone = new float[size];
      float[] seen = Arrays.copyOfRange(x, OFFSET + row * size, OFFSET + row * size + size);
      Arrays.fill(seen, row + 1, size, Float.NEGATIVE_INFINITY);
      KERNELS.softmax(seen, 0, 1, size, alone, 0);
      assertThat(Arrays.copyOfRange(y, row * size, (row + 1) * size)).containsExactly(alone);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 27, 40, 700, 3000})
  void crossEntropyIsTheMeanOverRows(int size) {
    int rows = 70;
    float[] x = draw(rows, size);
    long[] targets = new long[rows + 1];
    double total = 0;
    for (int row = 0; row < rows; row++) {
      targets[1 + row] = (row * 5L) % size;
      int from = OFFSET + row * size;
      total += logSumExp(x, from, size) - x[from + (int) targets[1 + row]];
    }
    assertThat(KERNELS.crossEntropy(x, OFFSET, rows, size, targets, 1))
        .isCloseTo(total / rows, within(1e-6 * (1 + total / rows)));
  }

  @Test
  void impossibleClassesHaveNoProbability() {
    for (int size : new int[] {3, 20}) {
      float[] x = new float[size];
      x[1] = Float.NEGATIVE_INFINITY;
      float[] y = new float[size];
      KERNELS.softmax(x, 0, 1, size, y, 0);
      assertThat(y[1]).isZero();
      assertThat(y[0]).isCloseTo(1f / (size - 1), within(1e-7f));
      KERNELS.logSoftmax(x, 0, 1, size, y);
      assertThat(y[1]).isEqualTo(Float.NEGATIVE_INFINITY);
      assertThat(y[2]).isCloseTo((float) -Math.log(size - 1), within(1e-6f));
    }
  }

  @Test
  void withoutANumberThereIsNoProbability() {
    for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      for (int size : new int[] {3, 20}) {
        float[] x = new float[size];
        x[2] = odd;
        float[] y = new float[size];
        KERNELS.softmax(x, 0, 1, size, y, 0);
        for (float each : y) {
          assertThat(each).isNaN();
        }
      }
    }
    float[] none = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    KERNELS.softmax(none.clone(), 0, 1, 2, none, 0);
    assertThat(none).containsExactly(Float.NaN, Float.NaN);
  }
}
