package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxGradientTest {
  private static final int ROWS = 131;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 16, 17, 27, 33, 64, 700, 3000})
  void everyElementHasTheBitsOfItsSteps(int size) {
    Random random = new Random(size);
    float[] y = new float[ROWS * size];
    float[] g = new float[ROWS * size];
    double[] wideY = new double[ROWS * size];
    double[] wideG = new double[ROWS * size];
    for (int i = 0; i < y.length; i++) {
      wideY[i] = random.nextDouble();
      wideG[i] = random.nextGaussian();
      y[i] = (float) wideY[i];
      g[i] = (float) wideG[i];
    }
    float[] out = new float[y.length];
    double[] wideOut = new double[y.length];
    FloatSoftmaxGradient.run(y, 0, g, ROWS, size, out);
    DoubleSoftmaxGradient.run(wideY, 0, wideG, ROWS, size, wideOut);

    float[] product = new float[size];
    double[] wideProduct = new double[size];
    for (int row = 0; row < ROWS; row++) {
      int at = row * size;
      for (int j = 0; j < size; j++) {
        product[j] = g[at + j] * y[at + j];
        wideProduct[j] = wideG[at + j] * wideY[at + j];
      }
      float sum = FloatSums.row(product, 0, size);
      double wideSum = DoubleSums.row(wideProduct, 0, size);
      for (int j = 0; j < size; j++) {
        assertThat(out[at + j]).isEqualTo(y[at + j] * (g[at + j] - sum));
        assertThat(wideOut[at + j]).isEqualTo(wideY[at + j] * (wideG[at + j] - wideSum));
      }
    }
  }
}
