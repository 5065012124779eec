package dev.chainrule.kernel;

import dev.chainrule.array.Buffer;

/// An operand of a loop: where in a buffer it starts and how far each dimension of the loop steps.
public final class Strided {
  private final Buffer buffer;
  private final int offset;
  private final int[] strides;

  /// Keeps `strides`, which must not be written afterwards.
  public Strided(Buffer buffer, int offset, int[] strides) {
    this.buffer = buffer;
    this.offset = offset;
    this.strides = strides;
  }

  /// All of `buffer`, row-major.
  public static Strided rowMajor(Buffer buffer, int[] sizes) {
    int[] strides = new int[sizes.length];
    int step = 1;
    for (int d = sizes.length - 1; d >= 0; d--) {
      strides[d] = step;
      step *= sizes[d];
    }
    return new Strided(buffer, 0, strides);
  }

  public Buffer buffer() {
    return buffer;
  }

  public int offset() {
    return offset;
  }

  /// Steps in elements; not to be written.
  public int[] strides() {
    return strides;
  }
}
