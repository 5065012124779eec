package dev.chainrule.nn.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.nn.Activation;
import dev.chainrule.nn.Dropout;
import dev.chainrule.nn.Embedding;
import dev.chainrule.nn.EmbeddingBag;
import dev.chainrule.nn.Linear;
import dev.chainrule.nn.MultiHeadAttention;
import dev.chainrule.nn.TransformerBlock;
import dev.chainrule.nn.init.Fan;
import dev.chainrule.nn.init.Gain;
import dev.chainrule.nn.init.Initial;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same seed gives the parameters that it gives in PyTorch (`tools/golden/initial.py`).
class InitialGoldenTest {
  /// PyTorch's float32 logarithm and cosine, from which normal numbers are made, are approximations
  /// of its own; what is drawn evenly is equal.
  private static final double FLOAT_NORMAL = 2e-6;

  private static final double DOUBLE_NORMAL = 1e-14;

  static List<JsonNode> cases() {
    return GoldenFile.cases("initial.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void drawsWhatPyTorchDraws(JsonNode golden) {
    String kind = golden.get("kind").textValue();
    DType dtype = GoldenFile.dtype(golden);
    JsonNode arguments = golden.get("arguments");
    Map<String, Tensor> actual = values(kind, arguments, dtype, golden.get("seed").longValue());
    Map<String, Tensor> expected = GoldenFile.tensors(golden.get("state"));
    assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    boolean isNormal = kind.toLowerCase(Locale.ROOT).contains("normal");
    isNormal |= kind.startsWith("Embedding");
    double normal = dtype == DType.FLOAT32 ? FLOAT_NORMAL : DOUBLE_NORMAL;
    expected.forEach(
        (name, tensor) -> {
          assertThat(actual.get(name).shape()).isEqualTo(tensor.shape());
          assertThat(actual.get(name).dtype()).isEqualTo(dtype);
        });
    for (String name : expected.keySet()) {
      Expected.assertClose(
          name, actual.get(name), expected.get(name).toDoubleArray(), isNormal ? normal : 0);
    }
  }

  private static Map<String, Tensor> values(String kind, JsonNode a, DType dtype, long seed) {
    Generator g = new Generator(seed);
    return switch (kind) {
      case "Linear" -> new Linear(integer(a, 0), integer(a, 1), true, dtype, g).state();
      case "Embedding" -> new Embedding(integer(a, 0), integer(a, 1), dtype, g).state();
      case "EmbeddingBag" -> new EmbeddingBag(integer(a, 0), integer(a, 1), dtype, g).state();
      case "MultiHeadAttention" ->
          new MultiHeadAttention(integer(a, 0), integer(a, 1), true, dtype, g).state();
      case "TransformerBlock" ->
          new TransformerBlock(integer(a, 0), integer(a, 1), true, Activation.gelu(), dtype, g)
              .state();
      case "Dropout" -> {
        Dropout dropout = new Dropout(a.get(0).doubleValue(), seed);
        Tensor ones = Tensor.full(dtype, 1, 5, 4);
        Tensor first = dropout.forward(ones);
        yield Map.of("first", first, "second", dropout.forward(ones));
      }
      default -> {
        int[] shape = IntStream.range(0, a.size()).map(i -> a.get(i).intValue()).toArray();
        yield Map.of("value", initial(kind).draw(dtype, g, shape));
      }
    };
  }

  private static int integer(JsonNode arguments, int i) {
    return arguments.get(i).intValue();
  }

  private static Initial initial(String kind) {
    return switch (kind) {
      case "uniform" -> Initial.uniform(-0.5, 2);
      case "normal" -> Initial.normal(1, 0.25);
      case "constant" -> Initial.constant(0.75);
      case "kaimingUniformIn" -> Initial.kaimingUniform(Fan.IN, Gain.RELU);
      case "kaimingUniformOut" -> Initial.kaimingUniform(Fan.OUT, Gain.leakyRelu(0.2));
      case "kaimingNormalIn" -> Initial.kaimingNormal(Fan.IN, Gain.TANH);
      case "kaimingNormalOut" -> Initial.kaimingNormal(Fan.OUT, Gain.LINEAR);
      case "xavierUniform" -> Initial.xavierUniform(Gain.TANH);
      case "xavierNormal" -> Initial.xavierNormal(1);
      default -> throw new IllegalArgumentException("no such start: " + kind);
    };
  }
}
