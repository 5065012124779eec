package dev.chainrule.kernel;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;

/// An operand in a layout that a loop may meet: any order of dimensions in memory, gaps between
/// elements, an offset, and dimensions that repeat.
public final class Operand {
  private final int[] sizes;
  private final Buffer buffer;
  private final int offset;
  private final int[] strides;

  Operand(int[] sizes, Buffer buffer, int offset, int[] strides) {
    this.sizes = sizes;
    this.buffer = buffer;
    this.offset = offset;
    this.strides = strides;
  }

  /// An operand of whole numbers from −8 to 8, of which sums and products are exact.
  public static Operand draw(Random random, DType dtype, int... sizes) {
    Operand drawn = layout(random, dtype, sizes);
    for (int i = 0; i < drawn.buffer.length(); i++) {
      drawn.buffer.setLong(i, random.nextInt(17) - 8);
    }
    return drawn;
  }

  /// An operand of fractions of either sign, among them zeros of both signs, infinities and NaN.
  public static Operand drawFractions(Random random, DType dtype, int... sizes) {
    double[] special = {0, -0.0, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
    Operand drawn = layout(random, dtype, sizes);
    for (int i = 0; i < drawn.buffer.length(); i++) {
      boolean isSpecial = random.nextInt(12) == 0;
      drawn.buffer.set(
          i, isSpecial ? special[random.nextInt(special.length)] : random.nextGaussian());
    }
    return drawn;
  }

  private static Operand layout(Random random, DType dtype, int... sizes) {
    int[] strides = new int[sizes.length];
    Integer[] order = new Integer[sizes.length];
    Arrays.setAll(order, d -> d);
    Collections.shuffle(Arrays.asList(order), random);
    int length = 1 + random.nextInt(2);
    for (int d : order) {
      boolean repeats = random.nextInt(5) == 0;
      strides[d] = repeats ? 0 : length;
      length *= repeats ? 1 : Math.max(sizes[d], 1) + random.nextInt(2);
    }
    int offset = random.nextInt(4);
    return new Operand(sizes, Buffer.allocate(dtype, offset + length + 2), offset, strides);
  }

  /// Elements that lie row-major from the start.
  public static Operand of(Buffer buffer, int... sizes) {
    int[] strides = new int[sizes.length];
    int step = 1;
    for (int d = sizes.length - 1; d >= 0; d--) {
      strides[d] = step;
      step *= sizes[d];
    }
    return new Operand(sizes, buffer, 0, strides);
  }

  int[] sizes() {
    return sizes;
  }

  Buffer buffer() {
    return buffer;
  }

  int offset() {
    return offset;
  }

  int[] strides() {
    return strides;
  }

  public Strided strided() {
    return new Strided(buffer, offset, strides);
  }

  public int numel() {
    return Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
  }

  /// The buffer position of the element at row-major index `index`.
  int position(int index) {
    int position = offset;
    int rest = index;
    for (int d = sizes.length - 1; d >= 0; d--) {
      position += rest % sizes[d] * strides[d];
      rest /= sizes[d];
    }
    return position;
  }

  public double get(int index) {
    return buffer.get(position(index));
  }

  long getLong(int index) {
    return buffer.getLong(position(index));
  }
}
