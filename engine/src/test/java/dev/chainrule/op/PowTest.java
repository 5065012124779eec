package dev.chainrule.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Powers with a constant exponent, some of which are computed as products and roots.
class PowTest {
  private static final int COUNT = 1000;

  @ParameterizedTest
  @ValueSource(doubles = {-2.5, -2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 3, 4})
  void valueAndGradientAreThoseOfThePower(double exponent) {
    Random random = new Random(7);
    float[] drawn = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      drawn[i] = (float) Math.exp(random.nextGaussian() * 5);
    }
    Tensor base = Tensor.of(drawn).requiresGrad(true);
    Tensor y = base.pow(exponent);
    y.sum().backward();
    double[] values = y.toDoubleArray();
    double[] slopes = base.grad().toDoubleArray();
    for (int i = 0; i < COUNT; i++) {
      float value = (float) Math.pow(drawn[i], exponent);
      assertThat(values[i]).isCloseTo(value, within(3.0 * Math.ulp(value)));
      float slope = (float) (exponent * Math.pow(drawn[i], exponent - 1));
      assertThat(slopes[i]).isCloseTo(slope, within(5.0 * Math.ulp(slope)));
    }

    base = Tensor.of(drawn).to(DType.FLOAT64).detach().requiresGrad(true);
    y = base.pow(exponent);
    y.sum().backward();
    values = y.toDoubleArray();
    slopes = base.grad().toDoubleArray();
    for (int i = 0; i < COUNT; i++) {
      double value = Math.pow(drawn[i], exponent);
      assertThat(values[i]).isCloseTo(value, within(3 * Math.ulp(value)));
      double slope = exponent * Math.pow(drawn[i], exponent - 1);
      assertThat(slopes[i]).isCloseTo(slope, within(5 * Math.ulp(slope)));
    }
  }
}
