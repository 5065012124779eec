package dev.chainrule.bench;

import dev.chainrule.Generator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes the arrays of one task from a fixed seed and writes them to a folder.
final class Inputs {
  private final Path folder;
  private final Generator generator = new Generator(2_147_483_647);
  private final List<Input> made = new ArrayList<>();

  Inputs(Path folder) {
    this.folder = folder;
  }

  Generator generator() {
    return generator;
  }

  /// What was made so far, in order.
  List<Input> all() {
    return List.copyOf(made);
  }

  /// float32 numbers from the normal distribution of standard deviation `scale` around `mean`.
  Inputs normal(String name, double mean, double scale, int... shape) {
    float[] numbers = generator.randn(count(shape));
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (mean + scale * numbers[i]);
    }
    return floats(name, numbers, shape);
  }

  /// float32 numbers from the standard normal distribution.
  Inputs normal(String name, int... shape) {
    return normal(name, 0, 1, shape);
  }

  /// float64 numbers from the standard normal distribution.
  Inputs normalDouble(String name, int... shape) {
    return doubles(name, generator.randnDouble(count(shape)), shape);
  }

  /// int64 numbers from 0 to `end`−1.
  Inputs indices(String name, int end, int... shape) {
    return longs(name, generator.randint(0, end, count(shape)), shape);
  }

  Inputs floats(String name, float[] numbers, int... shape) {
    byte[] bytes = new byte[Math.multiplyExact(Float.BYTES, numbers.length)];
    littleEndian(bytes).asFloatBuffer().put(numbers);
    return write(name, "float32", shape, bytes);
  }

  Inputs doubles(String name, double[] numbers, int... shape) {
    byte[] bytes = new byte[Math.multiplyExact(Double.BYTES, numbers.length)];
    littleEndian(bytes).asDoubleBuffer().put(numbers);
    return write(name, "float64", shape, bytes);
  }

  Inputs longs(String name, long[] numbers, int... shape) {
    byte[] bytes = new byte[Math.multiplyExact(Long.BYTES, numbers.length)];
    littleEndian(bytes).asLongBuffer().put(numbers);
    return write(name, "int64", shape, bytes);
  }

  /// Deletes the files.
  void delete() {
    try {
      for (Input input : made) {
        Files.deleteIfExists(Path.of(input.file()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Inputs write(String name, String type, int[] shape, byte[] bytes) {
    Path file = folder.resolve(name + "." + type);
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    made.add(new Input(name, type, Arrays.stream(shape).boxed().toList(), file.toString()));
    return this;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int count(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
