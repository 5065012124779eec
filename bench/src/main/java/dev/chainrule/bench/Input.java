package dev.chainrule.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.chainrule.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An array in a file of plain little-endian numbers, so that a contestant in any language reads
/// the same bits.
///
/// @param name what the task calls it
/// @param type `float32`, `float64` or `int64`
/// @param shape its sizes
/// @param file where it is
public record Input(String name, String type, List<Integer> shape, String file) {
  public Input {
    shape = List.copyOf(shape);
  }

  /// How many numbers there are.
  @JsonIgnore
  public int count() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /// The sizes as an array.
  @JsonIgnore
  public int[] sizes() {
    return shape.stream().mapToInt(Integer::intValue).toArray();
  }

  public float[] floats() {
    float[] numbers = new float[count()];
    bytes("float32").asFloatBuffer().get(numbers);
    return numbers;
  }

  public double[] doubles() {
    double[] numbers = new double[count()];
    bytes("float64").asDoubleBuffer().get(numbers);
    return numbers;
  }

  public long[] longs() {
    long[] numbers = new long[count()];
    bytes("int64").asLongBuffer().get(numbers);
    return numbers;
  }

  /// As a tensor of ours.
  public Tensor tensor() {
    return switch (type) {
      case "float32" -> Tensor.of(floats(), sizes());
      case "float64" -> Tensor.of(doubles(), sizes());
      default -> Tensor.of(longs(), sizes());
    };
  }

  private ByteBuffer bytes(String wanted) {
    if (!type.equals(wanted)) {
      throw new IllegalArgumentException(name + " is " + type + ", not " + wanted);
    }
    try {
      return ByteBuffer.wrap(Files.readAllBytes(Path.of(file))).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
