package dev.chainrule.nn.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Tensor;

/// Comparison with recorded numbers.
final class Expected {
  private Expected() {}

  /// Every element within `tolerance` of the recorded one, relative where that is beyond 1.
  static void assertClose(String what, Tensor actual, double[] expected, double tolerance) {
    double[] elements = actual.toDoubleArray();
    assertThat(elements).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < elements.length; i++) {
      assertThat(elements[i])
          .as("%s, element %d", what, i)
          .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
