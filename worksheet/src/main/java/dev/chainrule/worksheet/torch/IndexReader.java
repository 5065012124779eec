package dev.chainrule.worksheet.torch;

import dev.chainrule.Index;
import dev.chainrule.array.DType;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.EllipsisValue;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.NoneValue;
import dev.chainrule.worksheet.value.RangeValue;
import dev.chainrule.worksheet.value.SliceValue;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what stands between the brackets of `x[…]`.
final class IndexReader {
  /// A list of fewer items is taken for a tuple if it holds anything but numbers, as PyTorch does.
  private static final int LONGEST_TUPLE = 32;

  private static final long FAR = Long.MAX_VALUE / 4;

  private IndexReader() {}

  /// The entries of a key, in order.
  static List<Index> read(Torch torch, Object key) {
    List<Index> indices = new ArrayList<>();
    if (key instanceof TupleValue tuple) {
      tuple.items().forEach(item -> indices.add(entry(torch, item)));
    } else if (key instanceof ListValue list && standsForTuple(list.items())) {
      list.items().forEach(item -> indices.add(entry(torch, item)));
    } else {
      indices.add(entry(torch, key));
    }
    return indices;
  }

  private static boolean standsForTuple(List<Object> items) {
    return items.size() < LONGEST_TUPLE
        && items.stream()
            .anyMatch(
                item ->
                    item instanceof TensorValue
                        || isSequence(item)
                        || item instanceof SliceValue
                        || item == NoneValue.NONE
                        || item == EllipsisValue.ELLIPSIS);
  }

  private static boolean isSequence(Object item) {
    return item instanceof ListValue || item instanceof TupleValue || item instanceof RangeValue;
  }

  private static Index entry(Torch torch, Object item) {
    return switch (item) {
      case Long position -> Index.at(position);
      case SliceValue slice -> range(slice);
      case NoneValue none -> Index.newAxis();
      case EllipsisValue dots -> Index.ellipsis();
      case TensorValue tensor -> {
        boolean isNumber = tensor.shape().rank() == 0 && tensor.dtype() == DType.INT64;
        yield isNumber ? Index.at(tensor.tensor().array().getLong(0)) : Index.of(tensor.tensor());
      }
      case Object sequence when isSequence(sequence) ->
          Index.of(Literals.tensor(torch, "index", sequence, null).tensor());
      default ->
          throw new WorksheetException(
              "index: an index must be an int, a slice, None, '...', a list, a range or a tensor,"
                  + " got "
                  + Describe.value(item));
    };
  }

  private static Index range(SliceValue slice) {
    Long step = part(slice.step());
    if (step != null && step < 1) {
      throw new WorksheetException(
          "index: the step of a slice of a tensor must be positive; given " + step);
    }
    return new Index.Range(part(slice.start()), part(slice.stop()), step == null ? 1 : step);
  }

  private static @Nullable Long part(Object part) {
    return switch (part) {
      case NoneValue none -> null;
      case Long number -> Math.clamp(number, -FAR, FAR);
      case Boolean truth -> truth ? 1L : 0L;
      case TensorValue tensor -> tensor.toIndex();
      default ->
          throw new WorksheetException(
              "index: the parts of a slice must be ints or None, got " + Describe.value(part));
    };
  }
}
