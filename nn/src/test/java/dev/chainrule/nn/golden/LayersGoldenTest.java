package dev.chainrule.nn.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.nn.Activation;
import dev.chainrule.nn.BatchNorm1d;
import dev.chainrule.nn.Embedding;
import dev.chainrule.nn.EmbeddingBag;
import dev.chainrule.nn.LayerNorm;
import dev.chainrule.nn.Linear;
import dev.chainrule.nn.Module;
import dev.chainrule.nn.MultiHeadAttention;
import dev.chainrule.nn.Residual;
import dev.chainrule.nn.RmsNorm;
import dev.chainrule.nn.Sequential;
import dev.chainrule.nn.TransformerBlock;
import dev.chainrule.nn.Variance;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values, gradients and running statistics of every layer against PyTorch's
/// (`tools/golden/layers.py`).
class LayersGoldenTest {
  private static final DType F64 = DType.FLOAT64;
  private static final double TOLERANCE = 1e-13;

  static List<JsonNode> cases() {
    return GoldenFile.cases("layers.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void computesWhatPyTorchComputes(JsonNode golden) {
    Module layer = layer(golden.get("layer").textValue(), golden.get("arguments"));
    layer.load(GoldenFile.tensors(golden.get("state")));
    if (!golden.get("training").booleanValue()) {
      layer.eval();
    }
    Tensor x = GoldenFile.tensor(golden.get("input"));
    x.requiresGrad(x.dtype().isFloat());

    Tensor y = layer.forward(x);
    Tensor expected = GoldenFile.tensor(golden.get("output"));
    assertThat(y.shape()).isEqualTo(expected.shape());
    assertThat(y.dtype()).isEqualTo(F64);
    Expected.assertClose("output", y, expected.toDoubleArray(), TOLERANCE);

    y.backward(GoldenFile.tensor(F64, y.shape(), golden.get("gradOutput")));
    if (x.requiresGrad()) {
      assertGradient("input", x, golden.get("gradInput"));
    }
    layer.parameters().forEach((n, p) -> assertGradient(n, p, golden.get("gradients").get(n)));
    Map<String, Tensor> buffers = GoldenFile.tensors(golden.get("buffers"));
    assertThat(layer.buffers().keySet()).isEqualTo(buffers.keySet());
    layer
        .buffers()
        .forEach((n, b) -> Expected.assertClose(n, b, buffers.get(n).toDoubleArray(), TOLERANCE));
  }

  private static void assertGradient(String name, Tensor of, JsonNode expected) {
    Tensor grad = Objects.requireNonNull(of.grad(), name);
    Expected.assertClose("gradient of " + name, grad, GoldenFile.doubles(expected), TOLERANCE);
  }

  private static Module layer(String name, JsonNode a) {
    Generator g = new Generator(1);
    return switch (name) {
      case "Linear" -> new Linear(integer(a, 0), integer(a, 1), a.size() < 3, F64, g);
      case "Embedding" -> new Embedding(integer(a, 0), integer(a, 1), F64, g);
      case "EmbeddingBag" -> new EmbeddingBag(integer(a, 0), integer(a, 1), F64, g);
      case "BatchNorm1d" -> batchNorm(a, Variance.BIASED, Variance.BESSEL);
      case "BesselBatchNorm1d" -> batchNorm(a, Variance.BESSEL, Variance.BIASED);
      case "LayerNorm" -> new LayerNorm(integer(a, 0), 1e-5, F64);
      case "RmsNorm" -> new RmsNorm(integer(a, 0), a.get(1).doubleValue(), F64);
      case "MultiHeadAttention" ->
          new MultiHeadAttention(integer(a, 0), integer(a, 1), a.get(2).booleanValue(), F64, g);
      case "TransformerBlock" ->
          new TransformerBlock(
              integer(a, 0), integer(a, 1), a.get(2).booleanValue(), Activation.gelu(), F64, g);
      case "Classifier" -> classifier(g);
      default -> throw new IllegalArgumentException("no such layer: " + name);
    };
  }

  private static int integer(JsonNode arguments, int i) {
    return arguments.get(i).intValue();
  }

  private static Module batchNorm(JsonNode a, Variance training, Variance running) {
    double eps = a.size() > 1 ? a.get(1).doubleValue() : 1e-5;
    double momentum = a.size() > 2 ? a.get(2).doubleValue() : 0.1;
    return new BatchNorm1d(integer(a, 0), eps, momentum, training, running, F64);
  }

  private static Module classifier(Generator g) {
    return new Sequential(
        new Embedding(7, 4, F64, g),
        Activation.flatten(),
        new Linear(12, 6, true, F64, g),
        new BatchNorm1d(6, 1e-5, 0.1, Variance.BIASED, Variance.BESSEL, F64),
        Activation.tanh(),
        new Residual(new Sequential(new Linear(6, 6, true, F64, g), Activation.silu())),
        new Linear(6, 7, true, F64, g));
  }
}
