package dev.chainrule.worksheet.torch;

import dev.chainrule.array.DType;
import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.Comparison;
import dev.chainrule.worksheet.value.ForeignValue;

/// `torch.float32` and the like. Which dtype a tensor has is another matter in the twin, so
/// comparisons are decided for both runs.
record DTypeValue(RunState run, DType dtype) implements ForeignValue {
  @Override
  public String typeName() {
    return "torch.dtype";
  }

  @Override
  public String repr() {
    return "torch." + dtype;
  }

  @Override
  public Object getAttribute(String name) {
    return name.equals("is_floating_point")
        ? (Object) dtype.isFloat()
        : ForeignValue.super.getAttribute(name);
  }

  @Override
  public Object compare(Comparison comparison, Object other) {
    boolean isSame = other instanceof DTypeValue value && value.dtype == dtype;
    return switch (comparison) {
      case EQUAL -> run.decisions().decide(isSame);
      case NOT_EQUAL -> !run.decisions().decide(isSame);
      default -> ForeignValue.super.compare(comparison, other);
    };
  }
}
