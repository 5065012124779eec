package dev.chainrule.shape;

import java.util.Arrays;

/// The sizes of an array's dimensions, outermost first. Immutable. `[]` is the shape of a scalar.
public final class Shape {
  /// The shape of a 0-d array.
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] sizes;
  private final int numel;

  private Shape(int[] sizes) {
    this.sizes = sizes;
    this.numel = count(sizes);
  }

  /// A shape of these sizes, each at least 0 and together at most 2³¹−1 elements.
  public static Shape of(int... sizes) {
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  private static int count(int[] sizes) {
    long count = 1;
    boolean empty = false;
    for (int size : sizes) {
      if (size < 0) {
        throw new ShapeException(
            "shape", "sizes must not be negative; given " + Arrays.toString(sizes));
      }
      empty |= size == 0;
      count = Math.min(count * Math.max(size, 1), 1L << 40);
    }
    if (!empty && count > Integer.MAX_VALUE) {
      throw new ShapeException(
          "shape",
          "an array holds at most 2147483647 elements; " + Arrays.toString(sizes) + " has more");
    }
    return empty ? 0 : (int) count;
  }

  public int rank() {
    return sizes.length;
  }

  /// The number of elements.
  public int numel() {
    return numel;
  }

  /// The size of dimension `dim`, from 0 to rank−1; negative counts from the end.
  public int size(int dim) {
    return sizes[dim < 0 ? dim + sizes.length : dim];
  }

  /// A copy of the sizes.
  public int[] toArray() {
    return sizes.clone();
  }

  /// Row-major strides, in elements.
  public int[] contiguousStrides() {
    if (sizes.length == 0) {
      return sizes; // without elements, so it can be shared
    }
    int[] strides = new int[sizes.length];
    int step = 1;
    for (int d = sizes.length - 1; d >= 0; d--) {
      strides[d] = step;
      step *= Math.max(sizes[d], 1);
    }
    return strides;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Shape shape && Arrays.equals(sizes, shape.sizes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /// As PyTorch prints it: `[2, 3]`.
  @Override
  public String toString() {
    return Arrays.toString(sizes);
  }
}
