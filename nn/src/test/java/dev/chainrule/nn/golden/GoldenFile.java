package dev.chainrule.nn.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Reads the values that real PyTorch gave, as `tools/golden` recorded them.
final class GoldenFile {
  private GoldenFile() {}

  /// The cases of one file of `golden/`, in its order.
  static List<JsonNode> cases(String name) {
    try (InputStream in = GoldenFile.class.getResourceAsStream("/golden/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no golden/" + name + ": make it with tools/golden");
      }
      List<JsonNode> cases = new ArrayList<>();
      new ObjectMapper().readTree(in).forEach(cases::add);
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double[] doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  static DType dtype(JsonNode holder) {
    return DType.valueOf(holder.get("dtype").textValue().toUpperCase(Locale.ROOT));
  }

  /// `{"shape", "dtype", "data"}`.
  static Tensor tensor(JsonNode node) {
    JsonNode sizes = node.get("shape");
    int[] shape = IntStream.range(0, sizes.size()).map(i -> sizes.get(i).intValue()).toArray();
    return tensor(dtype(node), Shape.of(shape), node.get("data"));
  }

  /// A flat array of numbers as a tensor.
  static Tensor tensor(DType dtype, Shape shape, JsonNode data) {
    Buffer buffer = Buffer.allocate(dtype, shape.numel());
    for (int i = 0; i < data.size(); i++) {
      buffer.set(i, data.get(i).doubleValue());
    }
    return Tensor.of(NdArray.of(buffer, shape));
  }

  /// An object of tensors.
  static Map<String, Tensor> tensors(JsonNode object) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    object.properties().forEach(entry -> tensors.put(entry.getKey(), tensor(entry.getValue())));
    return tensors;
  }
}
