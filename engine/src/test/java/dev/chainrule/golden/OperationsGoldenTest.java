package dev.chainrule.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation's value and gradients against those that PyTorch 1.13 gave in float64
/// (`tools/golden/operations.py`).
final class OperationsGoldenTest {

  private static final double RELATIVE = 1e-12;
  private static final double ABSOLUTE = 1e-14;

  private static final Map<String, Call> CALLS = new HashMap<>();

  static {
    for (var group :
        List.of(
            ElementwiseCalls.ALL,
            ReductionCalls.ALL,
            ViewCalls.ALL,
            IndexCalls.ALL,
            ModelCalls.ALL)) {
      CALLS.putAll(group);
    }
  }

  static Stream<Named<JsonNode>> cases() {
    return GoldenFile.cases("operations.json").stream()
        .filter(c -> Differences.compared(id(c)))
        .map(c -> Named.of(id(c), c));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithPyTorch(JsonNode golden) {
    JsonNode gradOutput = golden.get("gradOutput");
    List<Tensor> inputs = new ArrayList<>();
    for (JsonNode input : golden.get("inputs")) {
      Tensor x = GoldenTensors.tensor(input);
      inputs.add(gradOutput.isNull() || !x.dtype().isFloat() ? x : x.requiresGrad(true));
    }
    Tensor y =
        call(golden.get("op").textValue()).apply(inputs, new Attributes(golden.get("attributes")));

    JsonNode output = golden.get("output");
    assertThat(y.shape()).isEqualTo(GoldenTensors.shape(output));
    assertThat(y.dtype()).hasToString(output.get("dtype").textValue());
    assertClose(id(golden) + " output", y.toDoubleArray(), doubles(output.get("data")));
    if (!gradOutput.isNull()) {
      var buffer = new Buffer.OfDouble(GoldenFile.doubles(gradOutput));
      y.backward(Tensor.of(NdArray.of(buffer, y.shape())));
      checkGradients(golden, inputs);
    }
  }

  @Test
  void everyCaseLeftOutExists() {
    Set<String> ids = new HashSet<>();
    GoldenFile.cases("operations.json").forEach(c -> ids.add(id(c)));
    assertThat(ids).containsAll(Differences.NOT_OFFERED).containsAll(Differences.DELIBERATE);
  }

  /// How an operation is called here, by its golden name.
  static Call call(String op) {
    Call call = CALLS.get(op);
    if (call == null) {
      throw new IllegalArgumentException("no call for the operation " + op);
    }
    return call;
  }

  private static void checkGradients(JsonNode golden, List<Tensor> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      JsonNode expected = golden.get("gradients").get(i);
      if (expected.isNull()) {
        continue;
      }
      Tensor grad = inputs.get(i).grad();
      double[] values = GoldenFile.doubles(expected);
      // PyTorch says zero where we say that no gradient arrived.
      double[] actual = grad == null ? new double[values.length] : grad.toDoubleArray();
      assertClose(id(golden) + " gradient of input " + i, actual, values);
      if (grad != null) {
        assertThat(grad.shape()).isEqualTo(inputs.get(i).shape());
      }
    }
  }

  private static void assertClose(String what, double[] actual, double[] expected) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(actual[i] - expected[i]);
      boolean same =
          Double.isFinite(expected[i])
              ? difference <= ABSOLUTE + RELATIVE * Math.abs(expected[i])
              : Double.compare(actual[i], expected[i]) == 0;
      assertThat(same)
          .as("%s[%d]: ours %s, PyTorch's %s", what, i, actual[i], expected[i])
          .isTrue();
    }
  }

  private static double[] doubles(JsonNode data) {
    double[] out = new double[data.size()];
    for (int i = 0; i < out.length; i++) {
      JsonNode value = data.get(i);
      out[i] = value.isBoolean() ? (value.booleanValue() ? 1 : 0) : GoldenFile.number(value);
    }
    return out;
  }

  private static String id(JsonNode golden) {
    return golden.get("id").textValue();
  }
}
