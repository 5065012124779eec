package dev.chainrule.nn.checkpoint;

import dev.chainrule.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Checkpoints to write, the first of which `tools/golden/checkpoint.py` also writes.
final class Sample {
  private Sample() {}

  /// Each dtype, a scalar, an empty tensor, and values that a conversion would change.
  static Checkpoint everything() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("seen", Tensor.of(new boolean[] {true, false, true}));
    tensors.put(
        "0.weight",
        Tensor.of(
            new float[] {
              1.5f,
              -0f,
              Float.intBitsToFloat(0x7fc12345),
              Float.intBitsToFloat(0xff812345),
              Float.NEGATIVE_INFINITY,
              Float.MIN_VALUE
            },
            2,
            3));
    tensors.put("step", Tensor.of(new long[] {Long.MIN_VALUE + 1}, 1).squeeze(0));
    tensors.put("nothing", Tensor.of(new double[0], 2, 0, 3));
    tensors.put("größe", Tensor.of(new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}, 4, 1));
    tensors.put(
        "running",
        Tensor.of(
            new double[] {
              Math.PI,
              -0.0,
              Double.longBitsToDouble(0x7ff8000000abcdefL),
              Double.longBitsToDouble(0xfff0000000000001L),
              Double.MAX_VALUE
            }));
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put("step", "12000");
    metadata.put("vocabulary", "abc\"\\é漢😀");
    metadata.put("", "");
    return new Checkpoint(tensors, metadata);
  }

  /// One number and no strings of its own.
  static Checkpoint of(float value) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", Tensor.of(new float[] {value}));
    return new Checkpoint(tensors, new LinkedHashMap<>());
  }
}
