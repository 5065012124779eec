package dev.chainrule;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;

/// Tensors from Java arrays, and back.
final class Factories {
  private Factories() {}

  static Tensor of(Buffer elements, int[] sizes) {
    Shape shape = sizes.length == 0 ? Shape.of(elements.length()) : Shape.of(sizes);
    if (shape.numel() != elements.length()) {
      throw new ShapeException(
          "of",
          "a tensor of %s has %d elements; given %d"
              .formatted(shape, shape.numel(), elements.length()),
          shape);
    }
    return Tensor.of(NdArray.of(elements, shape));
  }

  static Tensor arange(long start, long end, long step) {
    if (step == 0 || (end != start && (end > start) != (step > 0))) {
      throw new ShapeException(
          "arange",
          "the step must lead from start to end; given start %d, end %d, step %d"
              .formatted(start, end, step));
    }
    int count = Math.toIntExact(Math.ceilDiv(end - start, step));
    long[] elements = new long[count];
    for (int i = 0; i < count; i++) {
      elements[i] = start + i * step;
    }
    return of(new Buffer.OfLong(elements), new int[] {count});
  }

  static float[] toFloats(NdArray array) {
    float[] elements = new float[array.numel()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (float) array.get(i);
    }
    return elements;
  }

  static boolean[] toBooleans(NdArray array) {
    boolean[] elements = new boolean[array.numel()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = array.get(i) != 0;
    }
    return elements;
  }
}
