package dev.chainrule.op.index;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;

/// Where index operations read and write: buffer positions of row-major arrays.
final class Positions {
  private Positions() {}

  /// For each element of `index`: the element of an array of `shape` that has this index along
  /// `dim` and the same place as the element along the others.
  static int[] gather(String operation, Shape shape, int dim, NdArray index) {
    requireIntegers(operation, index);
    requireFit(operation, shape, dim, index.shape());
    int[] strides = shape.contiguousStrides();
    int[] positions = new int[index.numel()];
    int[] sizes = index.shape().toArray();
    int[] place = new int[sizes.length];
    for (int i = 0; i < positions.length; i++) {
      int position = 0;
      for (int d = 0; d < sizes.length; d++) {
        position += d == dim ? 0 : place[d] * strides[d];
      }
      long chosen = checked(operation, index.getLong(i), shape, dim, i);
      positions[i] = position + (sizes.length == 0 ? 0 : (int) chosen * strides[dim]);
      advance(place, sizes);
    }
    return positions;
  }

  /// Runs of neighbouring elements of a row-major array: where each begins, and how long all are.
  static final class Runs {
    private final int[] starts;
    private final int length;

    Runs(int[] starts, int length) {
      this.starts = starts;
      this.length = length;
    }

    int[] starts() {
      return starts;
    }

    int length() {
      return length;
    }
  }

  /// The runs that make up an array of `shape` with dimension `dim` replaced by the dimensions of
  /// `index`, which names rows of an array of `shape`.
  static Runs select(String operation, Shape shape, int dim, NdArray index) {
    requireIntegers(operation, index);
    int inner = 1;
    for (int d = dim + 1; d < shape.rank(); d++) {
      inner *= shape.size(d);
    }
    int size = shape.rank() == 0 ? 1 : shape.size(dim);
    int outer = shape.numel() == 0 || size == 0 ? 0 : shape.numel() / (size * inner);
    int count = index.numel();
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = (int) checked(operation, index.getLong(i), shape, dim, i);
    }
    int[] starts = new int[outer * count];
    for (int o = 0, next = 0; o < outer; o++) {
      for (int i = 0; i < count; i++) {
        starts[next++] = (o * size + chosen[i]) * inner;
      }
    }
    return new Runs(starts, inner);
  }

  /// The shape that [#select] gives.
  static Shape selected(Shape shape, int dim, Shape index) {
    if (shape.rank() == 0) {
      return index;
    }
    int[] sizes = new int[shape.rank() - 1 + index.rank()];
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] =
          d < dim
              ? shape.size(d)
              : d < dim + index.rank() ? index.size(d - dim) : shape.size(d - index.rank() + 1);
    }
    return Shape.of(sizes);
  }

  /// The elements of an integer array as positions in `numel` elements.
  static int[] flat(String operation, NdArray positions, int numel) {
    requireIntegers(operation, positions);
    int[] result = new int[positions.numel()];
    for (int i = 0; i < result.length; i++) {
      result[i] = (int) checked(operation, positions.getLong(i), Shape.of(numel), 0, i);
    }
    return result;
  }

  /// What is to be written to positions of `shape`, broadcast to it, as `dtype`.
  static NdArray values(String operation, NdArray values, Shape shape, DType dtype) {
    if (!Broadcast.fits(values.shape(), shape)) {
      throw new ShapeException(
          operation,
          "the values must broadcast to the %s places that are written; given %s"
              .formatted(shape, values.shape()),
          shape,
          values.shape());
    }
    return Copies.cast(values.expand(shape), dtype);
  }

  private static void advance(int[] place, int[] sizes) {
    for (int d = sizes.length - 1; d >= 0; d--) {
      if (++place[d] < sizes[d]) {
        return;
      }
      place[d] = 0;
    }
  }

  private static void requireIntegers(String operation, NdArray index) {
    if (index.dtype() != DType.INT64) {
      throw new ShapeException(
          operation,
          "the index must be int64; given %s; convert with to(INT64)".formatted(index.dtype()),
          index.shape());
    }
  }

  private static void requireFit(String operation, Shape shape, int dim, Shape index) {
    boolean fits = shape.rank() == index.rank();
    for (int d = 0; fits && d < shape.rank(); d++) {
      fits = d == dim || index.size(d) <= shape.size(d);
    }
    if (!fits) {
      throw new ShapeException(
          operation,
          "the index must have as many axes as the input and, but for axis %d, be no larger; given input %s, index %s"
              .formatted(dim, shape, index),
          shape,
          index);
    }
  }

  private static long checked(String operation, long index, Shape shape, int dim, int at) {
    int size = shape.rank() == 0 ? 1 : shape.size(dim);
    if (index < 0 || index >= size) {
      throw new ShapeException(
          operation,
          "index %d (element %d) is out of range for axis %d of %s (valid: 0 to %d)"
              .formatted(index, at, dim, shape, size - 1),
          shape);
    }
    return index;
  }
}
