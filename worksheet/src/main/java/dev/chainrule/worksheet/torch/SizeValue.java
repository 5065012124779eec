package dev.chainrule.worksheet.torch;

import dev.chainrule.shape.Shape;
import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.Arrays;
import java.util.List;

/// `torch.Size`: the sizes of a tensor, a tuple of ints.
final class SizeValue extends TupleValue {
  SizeValue(RunState run, Shape shape) {
    super(run, Arrays.stream(shape.toArray()).mapToObj(size -> (long) size).toList());
  }

  /// The sizes as a plain tuple.
  TupleValue asTuple(RunState run) {
    return new TupleValue(run, items());
  }

  @Override
  public String typeName() {
    return "torch.Size";
  }

  @Override
  public String repr(List<String> parts) {
    return "torch.Size([" + String.join(", ", parts) + "])";
  }
}
