package dev.chainrule.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/// Derivatives by central differences, and what it means to agree with them.
final class CentralDifferences {
  /// The smallest difference that counts, above the rounding of the differences themselves.
  private static final double ROUNDING = 1e-10;

  private static final double STEP = 1e-3;

  private CentralDifferences() {}

  /// f′(0) from four points; the error is f⁽⁵⁾·STEP⁴/30 and rounding over STEP, both about 1e-13.
  static double derivative(DoubleUnaryOperator f) {
    double near = f.applyAsDouble(STEP) - f.applyAsDouble(-STEP);
    double far = f.applyAsDouble(2 * STEP) - f.applyAsDouble(-2 * STEP);
    return (8 * near - far) / (12 * STEP);
  }

  /// The gradient of `f` at `x` with respect to input number `input`.
  static double[] gradient(ToDoubleFunction<List<NdArray>> f, List<NdArray> x, int input) {
    double[] gradient = new double[x.get(input).numel()];
    Arrays.setAll(gradient, i -> derivative(step -> f.applyAsDouble(moved(x, input, i, step))));
    return gradient;
  }

  private static List<NdArray> moved(List<NdArray> x, int input, int element, double step) {
    List<NdArray> moved = new ArrayList<>(x);
    NdArray copy = Copies.copy(x.get(input));
    copy.buffer().set(element, copy.get(element) + step);
    moved.set(input, copy);
    return moved;
  }

  /// Every element agrees to `relative` of the larger of the two.
  static void assertAgree(String what, double[] actual, double[] expected, double relative) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      double scale = Math.max(Math.abs(actual[i]), Math.abs(expected[i]));
      double difference = Math.abs(actual[i] - expected[i]);
      assertThat(difference)
          .as("%s, element %d: %s against %s", what, i, actual[i], expected[i])
          .isLessThanOrEqualTo(relative * scale + ROUNDING);
    }
  }
}
