package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WideSumsTest {
  /// The same tree in plain Java: so the bits do not depend on the width of vectors.
  private static double treeSum(float[] x, int from, int size) {
    double[] p = new double[WideSums.PARTIALS];
    for (int i = 0; i < size; i++) {
      p[i % p.length] += x[from + i];
    }
    for (int half = p.length / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        p[i] += p[i + half];
      }
    }
    return p[0];
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 27, 31, 32, 33, 63, 64, 65, 97, 1009, 4096})
  void theTreeDependsOnTheSizeAlone(int size) {
    Random random = new Random(size);
    float[] x = new float[size + 3];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (random.nextGaussian() * Math.exp(random.nextInt(20)));
    }
    double[] partials = new double[WideSums.PARTIALS];
    // What a sum before left behind must not matter.
    Arrays.fill(partials, 1e9);
    assertThat(WideSums.sum(x, 2, size, partials)).isEqualTo(treeSum(x, 2, size));
  }
}
