package dev.chainrule.worksheet.torch;

import dev.chainrule.worksheet.value.ContextValue;
import java.util.function.Supplier;

/// `torch.no_grad()`, after `with` or as a decorator.
record NoGrad(Torch torch) implements ContextValue {
  @Override
  public <T> T around(Supplier<T> body) {
    return torch.withoutGrad(body);
  }
}
