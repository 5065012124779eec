package dev.chainrule.worksheet.torch;

import dev.chainrule.shape.Shape;
import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.Arrays;
import java.util.List;

/// `torch.Size`: the sizes of a tensor, a tuple of ints.
final class SizeValue extends TupleValue {
  SizeValue(RunState run, Shape shape) {
    this(run, Arrays.stream(shape.toArray()).mapToObj(size -> (long) size).toList());
  }

  private SizeValue(RunState run, List<?> sizes) {
    super(run, sizes);
  }

  /// Sizes as long as all are ints.
  @Override
  public TupleValue with(RunState run, List<?> values) {
    boolean areSizes = values.stream().allMatch(Long.class::isInstance);
    return areSizes ? new SizeValue(run, values) : super.with(run, values);
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
