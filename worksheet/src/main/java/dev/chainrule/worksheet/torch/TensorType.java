package dev.chainrule.worksheet.torch;

import dev.chainrule.worksheet.value.TypeValue;

/// `torch.Tensor`, for `isinstance`.
record TensorType() implements TypeValue {
  @Override
  public String name() {
    return "torch.Tensor";
  }

  @Override
  public boolean includes(Object value) {
    return value instanceof TensorValue;
  }
}
