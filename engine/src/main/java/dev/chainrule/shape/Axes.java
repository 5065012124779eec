package dev.chainrule.shape;

import java.util.Arrays;

/// A set of dimensions, counted from the front and ascending.
public final class Axes {
  /// No dimension at all.
  public static final Axes NONE = new Axes(new int[0]);

  private final int[] dims;

  private Axes(int[] dims) {
    this.dims = dims;
  }

  /// The dimensions as a user gives them for an array of `shape`: from −rank to rank−1, in any
  /// order, each once; none of them means all. A 0-d array accepts 0 and −1, as in PyTorch.
  public static Axes of(String operation, Shape shape, int... dims) {
    if (dims.length == 0) {
      return all(shape.rank());
    }
    int[] sorted = new int[dims.length];
    for (int i = 0; i < dims.length; i++) {
      sorted[i] = axis(operation, shape, dims[i]);
    }
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new ShapeException(
            operation,
            "axes must differ; %s names axis %d twice".formatted(Arrays.toString(dims), sorted[i]),
            shape);
      }
    }
    return shape.rank() == 0 ? NONE : new Axes(sorted);
  }

  /// 0 to rank−1.
  public static Axes all(int rank) {
    int[] dims = new int[rank];
    Arrays.setAll(dims, d -> d);
    return new Axes(dims);
  }

  /// One dimension, already counted from the front.
  public static Axes single(int dim) {
    return new Axes(new int[] {dim});
  }

  /// `dim` of an array of `shape`, counted from the front.
  public static int axis(String operation, Shape shape, int dim) {
    return axis(operation, shape, dim, Math.max(shape.rank(), 1));
  }

  /// As above, in a shape that has one dimension more: where `unsqueeze` and `stack` may insert.
  public static int insertion(String operation, Shape shape, int dim) {
    return axis(operation, shape, dim, shape.rank() + 1);
  }

  private static int axis(String operation, Shape shape, int dim, int rank) {
    if (dim < -rank || dim >= rank) {
      throw new ShapeException(
          operation,
          "axis %d is out of range for %s (valid: %d to %d)".formatted(dim, shape, -rank, rank - 1),
          shape);
    }
    return dim < 0 ? dim + rank : dim;
  }

  public int count() {
    return dims.length;
  }

  public int[] toArray() {
    return dims.clone();
  }

  public boolean contains(int dim) {
    for (int own : dims) {
      if (own == dim) {
        return true;
      }
    }
    return false;
  }

  /// `shape` with these dimensions folded to size 1, or left out.
  public Shape reduce(Shape shape, boolean keepDim) {
    int[] sizes = new int[keepDim ? shape.rank() : shape.rank() - dims.length];
    int next = 0;
    for (int d = 0; d < shape.rank(); d++) {
      if (!contains(d)) {
        sizes[next++] = shape.size(d);
      } else if (keepDim) {
        sizes[next++] = 1;
      }
    }
    return Shape.of(sizes);
  }

  /// `shape` with dimensions of size 1 inserted so that they become these.
  public Shape insert(Shape shape) {
    int[] sizes = new int[shape.rank() + dims.length];
    int next = 0;
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = contains(d) ? 1 : shape.size(next++);
    }
    return Shape.of(sizes);
  }

  /// How many elements of `shape` fall into one when these are folded.
  public int numel(Shape shape) {
    int count = 1;
    for (int dim : dims) {
      count *= shape.size(dim);
    }
    return count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Axes axes && Arrays.equals(dims, axes.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /// `[0, 2]`.
  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
