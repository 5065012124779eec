package dev.chainrule.worksheet.torch;

import dev.chainrule.Index;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.EllipsisValue;
import dev.chainrule.worksheet.value.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// `tensor[key]`, read and written, and the tensors along the first dimension.
final class TensorItems {
  private TensorItems() {}

  /// `tensor[key]`: a view, unless the key has index tensors.
  static TensorValue get(TensorValue tensor, Object key) {
    if (isTruth(key)) {
      // One truth value is a mask over a new dimension.
      int count = Truth.of(tensor.torch().run(), key) ? 1 : 0;
      Costs.like(tensor);
      return tensor
          .torch()
          .apply("index", x -> x.get(0).unsqueeze(0).narrow(0, 0, count).copy(), tensor);
    }
    Index[] indices = IndexReader.read(tensor.torch(), key).toArray(Index[]::new);
    if (isView(indices)) {
      return tensor.view("index", x -> x.index(indices)).madeBy(step(indices));
    }
    Torch torch = tensor.torch();
    Costs.elements(torch, tensor.shape().numel());
    Costs.elements(torch, count(tensor.shape(), indices));
    return torch.apply("index", x -> x.get(0).index(indices), tensor);
  }

  private static boolean isTruth(Object key) {
    return key instanceof Boolean
        || (key instanceof TensorValue mask
            && mask.dtype() == DType.BOOL
            && mask.shape().rank() == 0);
  }

  /// PyTorch takes the entries one after the other; what prints is the last step.
  private static String step(Index[] indices) {
    String step = "AliasBackward0";
    for (Index index : indices) {
      step =
          switch (index) {
            case Index.At at -> "SelectBackward0";
            case Index.Range range ->
                range.start() == null && range.stop() == null && range.step() == 1
                    ? step
                    : "SliceBackward0";
            case Index.NewAxis newAxis -> "UnsqueezeBackward0";
            default -> step;
          };
    }
    return step;
  }

  private static boolean isView(Index[] indices) {
    return Arrays.stream(indices).noneMatch(Index.Elements.class::isInstance);
  }

  /// How many elements index tensors take at most.
  private static long count(Shape shape, Index[] indices) {
    List<Shape> chosen = new ArrayList<>();
    int used = 0;
    for (Index index : indices) {
      switch (index) {
        case Index.At at -> used++;
        case Index.Range range -> {}
        case Index.NewAxis newAxis -> {}
        case Index.Ellipsis rest -> {}
        case Index.Elements elements -> {
          boolean isMask = !elements.index().dtype().isFloat() && isMask(elements.index());
          chosen.add(isMask ? Shape.of(elements.index().numel()) : elements.index().shape());
          used += isMask ? elements.index().rank() : 1;
        }
      }
    }
    long[] sizes = Arrays.stream(shape.toArray()).asLongStream().sorted().toArray();
    long rest =
        Costs.elements(Arrays.copyOfRange(sizes, Math.min(used, sizes.length), sizes.length));
    return Costs.elements(Costs.broadcast(chosen), rest);
  }

  private static boolean isMask(Tensor index) {
    return index.dtype() == DType.BOOL;
  }

  /// `tensor[key] = given`.
  static void set(TensorValue tensor, Object key, Object given) {
    if (isTruth(key)) {
      if (Truth.of(tensor.torch().run(), key)) {
        set(tensor, EllipsisValue.ELLIPSIS, given);
      }
      return;
    }
    List<Index> indices = IndexReader.read(tensor.torch(), key);
    if (given instanceof TensorValue part && isThatPart(tensor, indices, part)) {
      return;
    }
    Operands values;
    if (given instanceof TensorValue || Operands.number(given) != null) {
      values = Operands.of("index", given);
    } else {
      throw new WorksheetException(
          "index: a number or a tensor can be written into a tensor, got " + Describe.value(given));
    }
    new Writing(tensor, "index_put_").put(indices, values.tensors().get(0), values.requireGrad());
  }

  /// True for what `x[i] += y` gives back: the part, written already.
  private static boolean isThatPart(TensorValue tensor, List<Index> indices, TensorValue part) {
    Index[] all = indices.toArray(Index[]::new);
    if (part.storage() != tensor.storage() || part.base() != tensor || !isView(all)) {
      return false;
    }
    NdArray there = tensor.tensor().index(all).array();
    NdArray given = part.tensor().array();
    return given.buffer() == there.buffer()
        && given.offset() == there.offset()
        && given.shape().equals(there.shape())
        && Arrays.equals(given.strides(), there.strides());
  }

  /// `len(tensor)`.
  static long length(TensorValue tensor) {
    if (tensor.shape().rank() == 0) {
      throw new WorksheetException("len: a 0-d tensor has no length");
    }
    return tensor.shape().size(0);
  }

  /// What a `for` goes through.
  static Iterator<Object> iterate(TensorValue tensor) {
    if (tensor.shape().rank() == 0) {
      throw new WorksheetException("a 0-d tensor is no sequence to go through");
    }
    long length = length(tensor);
    return new Iterator<>() {
      private long next;

      @Override
      public boolean hasNext() {
        return next < length;
      }

      @Override
      public Object next() {
        if (next >= length) {
          throw new NoSuchElementException();
        }
        Index at = Index.at(next++);
        return tensor.oneOfSeveral("unbind", x -> x.index(at)).madeBy("UnbindBackward0");
      }
    };
  }
}
