package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.RangeValue;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tensors from Python's numbers and nested sequences of them: all floats if there is a float, else
/// all ints if there is an int, else bools.
final class Literals {
  private final Torch torch;
  private final String function;
  private final List<Integer> sizes = new ArrayList<>();
  private final List<Object> elements = new ArrayList<>();
  private DType kind = DType.BOOL;
  private int depth = -1;

  private Literals(Torch torch, String function) {
    this.torch = torch;
    this.function = function;
  }

  /// The tensor of these numbers.
  ///
  /// @param own the worksheet's dtype; null for the one that fits the numbers
  static TensorValue tensor(Torch torch, String function, Object data, @Nullable DType own) {
    Literals literals = new Literals(torch, function);
    literals.read(data, 0);
    return torch.leaf(literals.build(own));
  }

  private void read(Object data, int level) {
    Iterator<Object> items = items(data);
    if (items == null) {
      element(data, level);
      return;
    }
    torch.run().budget().enter();
    if (depth >= 0 && level >= depth) {
      throw ragged();
    }
    boolean isFirst = sizes.size() == level;
    if (isFirst) {
      sizes.add(0);
    }
    int count = 0;
    while (items.hasNext()) {
      read(items.next(), level + 1);
      count++;
    }
    if (isFirst) {
      sizes.set(level, count);
    } else if (sizes.get(level) != count) {
      throw ragged();
    }
    torch.run().budget().leave();
  }

  private @Nullable Iterator<Object> items(Object data) {
    return switch (data) {
      case ListValue list -> list.items().iterator();
      case TupleValue tuple -> tuple.items().iterator();
      case RangeValue range -> {
        Costs.elements(torch, range.length());
        yield range.iterator();
      }
      default -> null;
    };
  }

  private void element(Object data, int level) {
    if (depth < 0) {
      depth = level;
    }
    if (depth != level || sizes.size() != level) {
      throw ragged();
    }
    Object number = data;
    if (data instanceof TensorValue tensor) {
      number = Scalars.item(tensor, function);
      kind = kind.promote(tensor.dtype());
    }
    kind =
        kind.promote(
            switch (number) {
              case Boolean truth -> DType.BOOL;
              case Long whole -> DType.INT64;
              case Double real -> DType.FLOAT32;
              default -> {
                if (Operands.number(number) == null) {
                  throw new WorksheetException(
                      function
                          + ": a tensor is made of numbers and nested lists of them, got "
                          + Describe.value(number));
                }
                yield DType.INT64;
              }
            });
    elements.add(number);
  }

  private WorksheetException ragged() {
    return new WorksheetException(
        function + ": the lists inside one another must be equally long and equally deep");
  }

  private Tensor build(@Nullable DType own) {
    DType dtype = torch.storage(own != null ? own : fitting());
    Shape shape = Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
    Costs.elements(torch, shape.numel());
    Buffer buffer = Buffer.allocate(dtype, shape.numel());
    for (int i = 0; i < elements.size(); i++) {
      switch (elements.get(i)) {
        case Long whole -> buffer.setLong(i, whole);
        case Boolean truth -> buffer.setLong(i, truth ? 1 : 0);
        case Object real -> buffer.set(i, (Double) real);
      }
    }
    Tensor tensor = Tensor.of(NdArray.of(buffer, shape));
    boolean isRounded = kind.isFloat() && !dtype.isFloat();
    return isRounded ? torch.run().decisions().decide(tensor) : tensor;
  }

  private DType fitting() {
    return elements.isEmpty() ? DType.FLOAT32 : kind;
  }
}
