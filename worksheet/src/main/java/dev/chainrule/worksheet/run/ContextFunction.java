package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.value.Arguments;
import dev.chainrule.worksheet.value.Callable;
import dev.chainrule.worksheet.value.ContextValue;

/// A function whose every call runs inside a context: what `@torch.no_grad()` makes.
record ContextFunction(ContextValue context, Callable function) implements Callable {
  @Override
  public String name() {
    return function.name();
  }

  @Override
  public Object call(Arguments arguments) {
    return context.around(() -> function.call(arguments));
  }
}
