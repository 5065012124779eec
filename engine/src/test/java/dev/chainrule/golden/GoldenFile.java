package dev.chainrule.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the values that real PyTorch gave, as `tools/golden` recorded them.
public final class GoldenFile {

  private GoldenFile() {}

  /// The cases of one file of `golden/`, in its order.
  public static List<JsonNode> cases(String name) {
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

  /// A number; NaN and the infinities are written as strings.
  public static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
  }

  /// A flat array of numbers.
  public static double[] doubles(JsonNode array) {
    double[] out = new double[array.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = number(array.get(i));
    }
    return out;
  }

  /// A flat array of numbers that are float32 values.
  public static float[] floats(JsonNode array) {
    float[] out = new float[array.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) number(array.get(i));
    }
    return out;
  }

  /// A flat array of whole numbers.
  public static long[] longs(JsonNode array) {
    long[] out = new long[array.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = array.get(i).longValue();
    }
    return out;
  }

  /// A flat array of truth values, written as such or as 0 and 1.
  public static boolean[] booleans(JsonNode array) {
    boolean[] out = new boolean[array.size()];
    for (int i = 0; i < out.length; i++) {
      JsonNode value = array.get(i);
      out[i] = value.isBoolean() ? value.booleanValue() : value.doubleValue() != 0;
    }
    return out;
  }
}
