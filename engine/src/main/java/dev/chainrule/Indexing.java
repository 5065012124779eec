package dev.chainrule;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.index.Put;
import dev.chainrule.op.index.Take;
import dev.chainrule.op.view.Slice;
import dev.chainrule.op.view.Squeeze;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;

/// Python's and PyTorch's indexing.
///
/// Numbers, ranges and new axes are views. Index tensors and masks become row-major positions: the
/// same views of an array that holds each element's own position tell where every element of the
/// result comes from, and `take` fetches it; writing goes to the same positions.
final class Indexing {
  private Indexing() {}

  static Tensor read(Tensor x, List<Index> indices) {
    List<Index> entries = completed(x.shape(), indices);
    if (entries.stream().noneMatch(Index.Elements.class::isInstance)) {
      return views(x, entries);
    }
    return Tensor.apply(new Take(), x, positions(x.shape(), indices));
  }

  /// `x` with `values`, broadcast, at the indices. Leading dimensions of size 1 that the values
  /// have too many are dropped, as in NumPy and PyTorch.
  static Tensor write(Tensor x, Tensor values, List<Index> indices) {
    Tensor positions = positions(x.shape(), indices);
    Tensor fitting = values;
    while (fitting.rank() > positions.rank() && fitting.size(0) == 1) {
      fitting = fitting.squeeze(0);
    }
    return Tensor.apply(new Put(), x, positions, fitting);
  }

  /// For each element that the indices name in an array of `shape`: its row-major position.
  static Tensor positions(Shape shape, List<Index> indices) {
    List<Index> entries = completed(shape, indices);
    long[] own = new long[shape.numel()];
    for (int i = 0; i < own.length; i++) {
      own[i] = i;
    }
    Tensor places = views(Tensor.of(NdArray.of(new Buffer.OfLong(own), shape)), entries);
    List<Integer> axes = new ArrayList<>();
    List<NdArray> chosen = new ArrayList<>();
    int axis = 0;
    for (Index entry : entries) {
      switch (entry) {
        case Index.At at -> {}
        case Index.Elements elements -> {
          axes.add(axis++);
          chosen.add(elements.index().array());
        }
        default -> axis++;
      }
    }
    return chosen.isEmpty() ? places : Tensor.of(choose(places.array(), axes, chosen));
  }

  /// The indices with masks turned into positions, the ellipsis written out, and one entry for
  /// every dimension.
  private static List<Index> completed(Shape shape, List<Index> indices) {
    int total = indices.stream().mapToInt(Indexing::axes).sum();
    if (total > shape.rank()) {
      throw new ShapeException(
          "index", "%s has %d axes; given %d indices".formatted(shape, shape.rank(), total), shape);
    }
    List<Index> entries = new ArrayList<>();
    int used = 0;
    int ellipsis = -1;
    for (Index index : indices) {
      switch (index) {
        case Index.NewAxis newAxis -> entries.add(newAxis);
        case Index.Ellipsis rest -> {
          if (ellipsis >= 0) {
            throw new ShapeException("index", "only one ellipsis may be given", shape);
          }
          ellipsis = entries.size();
        }
        case Index.Elements elements when elements.isMask() -> {
          int axis = ellipsis < 0 ? used : shape.rank() - total + used;
          requireMaskFits(shape, axis, elements.index().shape());
          entries.addAll(nonzero(elements.index().array()));
        }
        default -> entries.add(index);
      }
      used += axes(index);
    }
    for (int missing = shape.rank() - total; missing > 0; missing--) {
      entries.add(ellipsis < 0 ? entries.size() : ellipsis, Index.all());
    }
    return entries;
  }

  /// How many dimensions an entry stands for, but for the ellipsis.
  private static int axes(Index index) {
    return switch (index) {
      case Index.At at -> 1;
      case Index.Range range -> 1;
      case Index.Elements elements -> elements.isMask() ? elements.index().rank() : 1;
      case Index.NewAxis newAxis -> 0;
      case Index.Ellipsis ellipsis -> 0;
    };
  }

  private static void requireMaskFits(Shape shape, int at, Shape mask) {
    if (mask.rank() == 0) {
      throw new ShapeException(
          "index", "a mask must have at least one axis; given []; use where", shape, mask);
    }
    for (int d = 0; d < mask.rank(); d++) {
      if (mask.size(d) != shape.size(at + d)) {
        throw new ShapeException(
            "index",
            "a mask must have the sizes of the axes it stands for; given mask %s for %s"
                .formatted(mask, shape),
            shape,
            mask);
      }
    }
  }

  /// For each dimension of `mask`, the positions of what is true.
  private static List<Index> nonzero(NdArray mask) {
    int count = 0;
    for (int i = 0; i < mask.numel(); i++) {
      count += mask.get(i) != 0 ? 1 : 0;
    }
    int rank = mask.shape().rank();
    long[][] positions = new long[rank][count];
    int next = 0;
    for (int i = 0; i < mask.numel(); i++) {
      if (mask.get(i) != 0) {
        int rest = i;
        for (int d = rank - 1; d >= 0; d--) {
          positions[d][next] = rest % mask.shape().size(d);
          rest /= mask.shape().size(d);
        }
        next++;
      }
    }
    List<Index> entries = new ArrayList<>();
    for (long[] dimension : positions) {
      entries.add(Index.of(Tensor.of(dimension, count)));
    }
    return entries;
  }

  /// Applies the entries that are views; dimensions with index tensors stay whole.
  private static Tensor views(Tensor x, List<Index> entries) {
    Tensor view = x;
    int axis = 0;
    for (Index entry : entries) {
      switch (entry) {
        case Index.At at -> view = select(view, axis, at.position(), x.shape());
        case Index.Range range -> view = range(view, axis++, range);
        case Index.NewAxis newAxis -> view = Tensor.apply(new Unsqueeze(Axes.single(axis++)), view);
        case Index.Elements elements -> axis++;
        case Index.Ellipsis ellipsis -> throw new IllegalStateException("written out before");
      }
    }
    return view;
  }

  private static Tensor select(Tensor x, int axis, long position, Shape whole) {
    int size = x.shape().size(axis);
    if (position < -size || position >= size) {
      throw new ShapeException(
          "index",
          "index %d is out of range for an axis of size %d of %s (valid: %d to %d)"
              .formatted(position, size, whole, -size, size - 1),
          whole);
    }
    int at = (int) (position < 0 ? position + size : position);
    Tensor part = Tensor.apply(new Slice("index", axis, at, 1, 1), x);
    return Tensor.apply(new Squeeze(Axes.single(axis)), part);
  }

  private static Tensor range(Tensor x, int axis, Index.Range range) {
    int size = x.shape().size(axis);
    if (range.step() < 1) {
      throw new ShapeException(
          "index", "the step must be positive; given %d".formatted(range.step()), x.shape());
    }
    int start = range.start() == null ? 0 : clip(range.start(), size);
    int stop = Math.max(range.stop() == null ? size : clip(range.stop(), size), start);
    if (start == 0 && stop == size && range.step() == 1) {
      return x;
    }
    int step = (int) Math.min(range.step(), Integer.MAX_VALUE);
    return Tensor.apply(new Slice("index", axis, start, Math.ceilDiv(stop - start, step), step), x);
  }

  private static int clip(long position, int size) {
    return Math.clamp(position < 0 ? position + size : position, 0, size);
  }

  /// Takes `chosen` positions along `axes` of `places`. The chosen dimensions stand where they
  /// stood if they are neighbours, else in front, as in NumPy.
  private static NdArray choose(NdArray places, List<Integer> axes, List<NdArray> chosen) {
    Shape batch = Broadcast.shape("index", chosen.stream().map(NdArray::shape).toList());
    List<Integer> order = new ArrayList<>(axes);
    for (int d = 0; d < places.shape().rank(); d++) {
      if (!axes.contains(d)) {
        order.add(d);
      }
    }
    NdArray front = places.permute(order.stream().mapToInt(Integer::intValue).toArray());
    int[] sizes = front.shape().toArray();
    int rest = 1;
    int[] result =
        java.util.Arrays.copyOf(batch.toArray(), batch.rank() + sizes.length - axes.size());
    for (int d = axes.size(); d < sizes.length; d++) {
      rest *= sizes[d];
      result[batch.rank() + d - axes.size()] = sizes[d];
    }
    Buffer from = Copies.flat(front);
    Buffer to = new Buffer.OfLong(new long[batch.numel() * rest]);
    List<NdArray> expanded = chosen.stream().map(index -> index.expand(batch)).toList();
    for (int b = 0; b < batch.numel(); b++) {
      int row = 0;
      for (int k = 0; k < axes.size(); k++) {
        row = row * sizes[k] + wrapped(expanded.get(k).getLong(b), sizes[k], axes.get(k), places);
      }
      for (int j = 0; j < rest; j++) {
        to.setLong(b * rest + j, from.getLong(row * rest + j));
      }
    }
    NdArray taken = NdArray.of(to, Shape.of(result));
    boolean neighbours = axes.getLast() - axes.getFirst() == axes.size() - 1;
    return neighbours ? moved(taken, batch.rank(), axes.getFirst()) : taken;
  }

  private static int wrapped(long index, int size, int axis, NdArray places) {
    if (index < -size || index >= size) {
      throw new ShapeException(
          "index",
          "index %d is out of range for axis %d of %s (valid: %d to %d)"
              .formatted(index, axis, places.shape(), -size, size - 1),
          places.shape());
    }
    return (int) (index < 0 ? index + size : index);
  }

  /// `x` with its first `count` dimensions moved behind the `to` that follow them.
  private static NdArray moved(NdArray x, int count, int to) {
    int[] order = new int[x.shape().rank()];
    for (int d = 0; d < order.length; d++) {
      order[d] = d < to ? count + d : d < to + count ? d - to : d;
    }
    return x.permute(order);
  }
}
