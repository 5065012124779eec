package dev.chainrule.conformance;

import static dev.chainrule.conformance.CentralDifferences.assertAgree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Gradients against central differences, in float64.
final class GradientChecks {
  private static final double FIRST_ORDER = 1e-6;
  private static final double SECOND_ORDER = 1e-4;

  private GradientChecks() {}

  static void first(Application application) {
    List<Integer> wanted = application.wanted();
    List<NdArray> gradients = application.gradients();
    for (int k = 0; k < wanted.size(); k++) {
      NdArray input = application.x().get(wanted.get(k));
      assertThat(gradients.get(k).shape()).isEqualTo(input.shape());
      assertThat(gradients.get(k).dtype()).isEqualTo(input.dtype());
      double[] expected =
          CentralDifferences.gradient(
              x -> application.at(x).scalar(), application.x(), wanted.get(k));
      assertAgree(
          "gradient of input " + wanted.get(k),
          gradients.get(k).toDoubles(),
          expected,
          FIRST_ORDER);
    }
  }

  static void second(Application application) {
    List<Integer> wanted = application.wanted();
    List<NdArray> gradients = application.secondGradients();
    for (int k = 0; k < wanted.size(); k++) {
      double[] expected =
          CentralDifferences.gradient(
              x -> application.at(x).scalarOfGradients(), application.x(), wanted.get(k));
      assertAgree(
          "second gradient of input " + wanted.get(k),
          gradients.get(k).toDoubles(),
          expected,
          SECOND_ORDER);
    }
  }

  /// The derivative along a direction, by two vector-Jacobian products.
  static void forward(Application application) {
    double[] actual = application.forwardDerivative().toDoubles();
    double[] expected = new double[actual.length];
    Arrays.setAll(
        expected,
        i ->
            CentralDifferences.derivative(
                step -> application.at(application.moved(step)).value().array().get(i)));
    assertAgree("derivative along a direction", actual, expected, FIRST_ORDER);
  }

  /// Numbers and recorded numbers come from one rule, so they agree to the bit.
  static void readingsAgree(Application application) {
    List<NdArray> numbers = application.gradients();
    List<NdArray> recorded = application.recordedGradients();
    for (int k = 0; k < numbers.size(); k++) {
      assertSameBits("gradient " + k, recorded.get(k), numbers.get(k));
    }
  }

  /// What has no derivative is not recorded.
  static void unrecorded(Application application) {
    assertThat(application.value().requiresGrad()).isFalse();
  }

  static void assertSameBits(String what, NdArray actual, NdArray expected) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    assertThat(actual.dtype()).as(what).isEqualTo(expected.dtype());
    assertThat(bits(actual)).as(what).isEqualTo(bits(expected));
  }

  private static long[] bits(NdArray x) {
    return x.dtype() == DType.INT64
        ? x.toLongs()
        : IntStream.range(0, x.numel()).mapToLong(i -> Double.doubleToLongBits(x.get(i))).toArray();
  }
}
