package dev.chainrule;

import dev.chainrule.array.DType;
import dev.chainrule.shape.ShapeException;
import org.jspecify.annotations.Nullable;

/// One entry between the brackets of `x[…]`, as in Python.
public sealed interface Index {
  /// One position; the dimension goes.
  record At(long position) implements Index {}

  /// Every `step`-th position from `start` before `stop`; null for the ends. The step is positive.
  record Range(@Nullable Long start, @Nullable Long stop, long step) implements Index {}

  /// A new dimension of size 1.
  record NewAxis() implements Index {}

  /// As many whole dimensions as are left.
  record Ellipsis() implements Index {}

  /// Positions in an int64 tensor, or a bool tensor that is true at what is wanted.
  record Elements(Tensor index) implements Index {
    /// Refuses floats.
    public Elements {
      if (index.dtype().isFloat()) {
        throw new ShapeException(
            "index",
            "an index must be int64 or bool; given %s; convert with to(INT64)"
                .formatted(index.dtype()),
            index.shape());
      }
    }

    boolean isMask() {
      return index.dtype() == DType.BOOL;
    }
  }

  static Index at(long position) {
    return new At(position);
  }

  /// All of a dimension: `:`.
  static Index all() {
    return new Range(null, null, 1);
  }

  /// `start:stop`.
  static Index range(long start, long stop) {
    return new Range(start, stop, 1);
  }

  static Index newAxis() {
    return new NewAxis();
  }

  static Index ellipsis() {
    return new Ellipsis();
  }

  static Index of(Tensor index) {
    return new Elements(index);
  }
}
