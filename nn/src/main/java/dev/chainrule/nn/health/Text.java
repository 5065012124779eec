package dev.chainrule.nn.health;

import dev.chainrule.Tensor;
import java.nio.charset.StandardCharsets;

/// Text as a tensor, since a checkpoint keeps tensors: its bytes in UTF-8, as int64.
final class Text {
  private Text() {}

  static Tensor tensor(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long[] numbers = new long[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      numbers[i] = bytes[i];
    }
    return Tensor.of(numbers);
  }

  static String of(Tensor tensor) {
    long[] numbers = tensor.toLongArray();
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
