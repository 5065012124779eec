package dev.chainrule.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Tensor;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// A fused operation against the plain ones that it says it is made of, in float64.
///
/// Both round differently on the way, so they agree to 1e-12 of the largest element.
final class FusedChecks {
  private static final double TOLERANCE = 1e-12;

  private FusedChecks() {}

  static void decomposition(Fused operation, Application application) {
    Application plain =
        application.computedBy(inputs -> operation.decompose(RecordedTensors.INSTANCE, inputs));
    assertAgree("value", application.value().array(), plain.value().array());
    assertAllAgree("gradient", application.gradients(), plain.gradients());
    assertAllAgree("second gradient", application.secondGradients(), plain.secondGradients());
  }

  private static void assertAllAgree(String what, List<NdArray> a, List<NdArray> b) {
    assertThat(a).hasSameSizeAs(b);
    for (int i = 0; i < a.size(); i++) {
      assertAgree(what + " " + i, a.get(i), b.get(i));
    }
  }

  private static void assertAgree(String what, NdArray actual, NdArray expected) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    double scale = 1e-3;
    for (int i = 0; i < expected.numel(); i++) {
      scale = Math.max(scale, Math.abs(expected.get(i)));
    }
    for (int i = 0; i < expected.numel(); i++) {
      double difference = Math.abs(actual.get(i) - expected.get(i));
      assertThat(difference).as("%s, element %d", what, i).isLessThanOrEqualTo(TOLERANCE * scale);
    }
  }

  /// A decomposition read as recorded numbers, as a user would compose it.
  private enum RecordedTensors implements TensorAlgebra<Tensor> {
    INSTANCE;

    @Override
    public Tensor constant(double value) {
      return Tensor.of(NdArray.number(value));
    }

    @Override
    public Tensor apply(Operation operation, List<Tensor> inputs) {
      return Tensor.apply(operation, inputs.toArray(Tensor[]::new));
    }
  }
}
