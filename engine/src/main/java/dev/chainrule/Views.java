package dev.chainrule;

import dev.chainrule.op.view.Cat;
import dev.chainrule.op.view.Permute;
import dev.chainrule.op.view.Reshape;
import dev.chainrule.op.view.Slice;
import dev.chainrule.op.view.Squeeze;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The arguments of view operations, checked and counted from the front.
final class Views {
  private Views() {}

  static Tensor reshape(String name, Tensor x, int[] sizes) {
    return Tensor.apply(new Reshape(name, completed(name, x.shape(), sizes)), x);
  }

  static Tensor view(Tensor x, int[] sizes) {
    Shape shape = completed("view", x.shape(), sizes);
    if (x.array().reshapeView(shape) == null) {
      throw new ShapeException(
          "view",
          "the strides of this %s tensor do not allow a view of %s; use reshape"
              .formatted(x.shape(), shape),
          x.shape(),
          shape);
    }
    return Tensor.apply(new Reshape("view", shape), x);
  }

  /// `sizes` with a −1 replaced by what the number of elements leaves.
  private static Shape completed(String name, Shape from, int[] sizes) {
    long known = 1;
    int open = -1;
    for (int d = 0; d < sizes.length; d++) {
      if (sizes[d] == -1 && open == -1) {
        open = d;
      } else if (sizes[d] < 0) {
        throw new ShapeException(
            name,
            "sizes must not be negative, but for one -1; given " + Arrays.toString(sizes),
            from);
      } else {
        known =
            sizes[d] > 0 && known > Long.MAX_VALUE / sizes[d] ? Long.MAX_VALUE : known * sizes[d];
      }
    }
    int[] completed = sizes.clone();
    if (open >= 0) {
      if (known == 0 || from.numel() % known != 0) {
        throw new ShapeException(
            name,
            "%s has %d elements, but %s needs a multiple of %d"
                .formatted(from, from.numel(), Arrays.toString(sizes), known),
            from);
      }
      completed[open] = (int) (from.numel() / known);
    } else if (known != from.numel()) {
      throw new ShapeException(
          name,
          "%s has %d elements, but %s has %d"
              .formatted(from, from.numel(), Arrays.toString(sizes), known),
          from);
    }
    return Shape.of(completed);
  }

  static Tensor flatten(Tensor x, int from, int to) {
    if (x.rank() == 0) {
      return reshape("flatten", x, new int[] {1});
    }
    int first = Axes.axis("flatten", x.shape(), from);
    int last = Axes.axis("flatten", x.shape(), to);
    if (first > last) {
      throw new ShapeException(
          "flatten",
          "the first axis must not come after the last; given %d and %d".formatted(from, to),
          x.shape());
    }
    int[] sizes = new int[x.rank() - (last - first)];
    Arrays.fill(sizes, 1);
    for (int d = 0; d < x.rank(); d++) {
      int at = d < first ? d : d <= last ? first : d - (last - first);
      sizes[at] *= x.shape().size(d);
    }
    return reshape("flatten", x, sizes);
  }

  static Tensor transpose(Tensor x, int dim0, int dim1) {
    int a = Axes.axis("transpose", x.shape(), dim0);
    int b = Axes.axis("transpose", x.shape(), dim1);
    Integer[] order = new Integer[x.rank()];
    Arrays.setAll(order, d -> d == a ? b : d == b ? a : d);
    return Tensor.apply(new Permute("transpose", List.of(order)), x);
  }

  static Tensor t(Tensor x) {
    if (x.rank() > 2) {
      throw new ShapeException(
          "t",
          "needs at most two axes; given %s; name the two with transpose".formatted(x.shape()),
          x.shape());
    }
    return x.rank() < 2 ? x : transpose(x, 0, 1);
  }

  static Tensor permute(String name, Tensor x, int[] dims) {
    Integer[] order = new Integer[dims.length];
    for (int d = 0; d < dims.length; d++) {
      order[d] = Axes.axis(name, x.shape(), dims[d]);
    }
    if (dims.length != x.rank() || Arrays.stream(order).distinct().count() != dims.length) {
      throw new ShapeException(
          name,
          "every axis of %s must be named once; given %s"
              .formatted(x.shape(), Arrays.toString(dims)),
          x.shape());
    }
    return Tensor.apply(new Permute(name, List.of(order)), x);
  }

  /// `sizes`, where −1 keeps the size of `from`.
  static Shape expanded(Shape from, int[] sizes) {
    int[] completed = sizes.clone();
    for (int back = 1; back <= sizes.length; back++) {
      int at = sizes.length - back;
      if (completed[at] == -1 && back <= from.rank()) {
        completed[at] = from.size(-back);
      }
    }
    return Shape.of(completed);
  }

  static Tensor squeeze(Tensor x) {
    int[] ones =
        java.util.stream.IntStream.range(0, x.rank()).filter(d -> x.shape().size(d) == 1).toArray();
    return ones.length == 0 ? x : Tensor.apply(new Squeeze(Axes.of("squeeze", x.shape(), ones)), x);
  }

  static Tensor squeeze(Tensor x, int dim) {
    int axis = Axes.axis("squeeze", x.shape(), dim);
    return x.rank() == 0 || x.shape().size(axis) != 1
        ? x
        : Tensor.apply(new Squeeze(Axes.single(axis)), x);
  }

  /// Python's slice: negative positions count from the end, and what lies outside is cut off.
  static Tensor slice(Tensor x, int dim, int start, int stop, int step) {
    int axis = Axes.axis("slice", x.shape(), dim);
    requireAxes("slice", x);
    if (step < 1) {
      throw new ShapeException(
          "slice", "the step must be positive; given %d".formatted(step), x.shape());
    }
    int size = x.shape().size(axis);
    int from = clip(start, size);
    int to = Math.max(clip(stop, size), from);
    return Tensor.apply(new Slice("slice", axis, from, Math.ceilDiv(to - from, step), step), x);
  }

  private static int clip(int position, int size) {
    return Math.clamp(position < 0 ? (long) position + size : position, 0, size);
  }

  static Tensor narrow(Tensor x, int dim, int start, int length) {
    int axis = Axes.axis("narrow", x.shape(), dim);
    requireAxes("narrow", x);
    int size = x.shape().size(axis);
    int from = start < 0 ? start + size : start;
    if (from < 0 || length < 0 || (long) from + length > size) {
      throw new ShapeException(
          "narrow",
          "axis %d of %s has %d positions; given start %d, length %d"
              .formatted(axis, x.shape(), size, start, length),
          x.shape());
    }
    return Tensor.apply(new Slice("narrow", axis, from, length, 1), x);
  }

  static Tensor select(Tensor x, int dim, int index) {
    int axis = Axes.axis("select", x.shape(), dim);
    requireAxes("select", x);
    int size = x.shape().size(axis);
    if (index < -size || index >= size) {
      throw new ShapeException(
          "select",
          "index %d is out of range for axis %d of %s (valid: %d to %d)"
              .formatted(index, axis, x.shape(), -size, size - 1),
          x.shape());
    }
    int at = index < 0 ? index + size : index;
    Tensor part = Tensor.apply(new Slice("select", axis, at, 1, 1), x);
    return Tensor.apply(new Squeeze(Axes.single(axis)), part);
  }

  private static void requireAxes(String operation, Tensor x) {
    if (x.rank() == 0) {
      throw new ShapeException(operation, "a 0-d tensor has no axis to take a part of", x.shape());
    }
  }

  static List<Tensor> split(Tensor x, int size, int dim) {
    int axis = Axes.axis("split", x.shape(), dim);
    requireAxes("split", x);
    if (size < 1) {
      throw new ShapeException(
          "split", "the size of a part must be positive; given %d".formatted(size), x.shape());
    }
    int length = x.shape().size(axis);
    List<Tensor> parts = new ArrayList<>();
    for (int start = 0; start < Math.max(length, 1); start += size) {
      parts.add(narrow(x, axis, start, Math.min(size, length - start)));
    }
    return parts;
  }

  static List<Tensor> chunk(Tensor x, int count, int dim) {
    if (count < 1) {
      throw new ShapeException(
          "chunk", "the number of parts must be positive; given %d".formatted(count), x.shape());
    }
    int axis = Axes.axis("chunk", x.shape(), dim);
    requireAxes("chunk", x);
    return split(x, Math.max(1, Math.ceilDiv(x.shape().size(axis), count)), axis);
  }

  static Tensor cat(List<Tensor> tensors, int dim) {
    if (tensors.isEmpty()) {
      throw new ShapeException("cat", "needs at least one tensor");
    }
    int axis = Axes.axis("cat", tensors.getFirst().shape(), dim);
    List<Shape> shapes = tensors.stream().map(Tensor::shape).toList();
    return Tensor.apply(Cat.of(shapes, axis), tensors.toArray(Tensor[]::new));
  }

  static Tensor stack(List<Tensor> tensors, int dim) {
    if (tensors.isEmpty()) {
      throw new ShapeException("stack", "needs at least one tensor");
    }
    Shape first = tensors.getFirst().shape();
    for (Tensor tensor : tensors) {
      if (!tensor.shape().equals(first)) {
        throw new ShapeException(
            "stack",
            "all tensors must have one shape; given %s and %s".formatted(first, tensor.shape()),
            first,
            tensor.shape());
      }
    }
    int axis = Axes.insertion("stack", first, dim);
    Unsqueeze layer = new Unsqueeze(Axes.single(axis));
    return cat(tensors.stream().map(tensor -> Tensor.apply(layer, tensor)).toList(), axis);
  }
}
