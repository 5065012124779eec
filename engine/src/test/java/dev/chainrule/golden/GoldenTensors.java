package dev.chainrule.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;

/// Tensors from the golden files: `{"shape", "dtype", "data"}`.
final class GoldenTensors {

  private GoldenTensors() {}

  static Tensor tensor(JsonNode node) {
    JsonNode data = node.get("data");
    Buffer buffer =
        switch (node.get("dtype").textValue()) {
          case "float32" -> new Buffer.OfFloat(GoldenFile.floats(data));
          case "float64" -> new Buffer.OfDouble(GoldenFile.doubles(data));
          case "int64" -> new Buffer.OfLong(GoldenFile.longs(data));
          case "bool" -> new Buffer.OfBoolean(GoldenFile.booleans(data));
          default -> throw new IllegalArgumentException("no such dtype: " + node.get("dtype"));
        };
    return Tensor.of(NdArray.of(buffer, shape(node)));
  }

  static Shape shape(JsonNode node) {
    return Shape.of(ints(node.get("shape")));
  }

  static int[] ints(JsonNode array) {
    int[] out = new int[array.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = array.get(i).intValue();
    }
    return out;
  }
}
