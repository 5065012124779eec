package dev.chainrule.worksheet.value;

import java.util.function.Supplier;

/// What can stand after `with`, or be a decorator: something that holds while a body runs.
public interface ContextValue {
  /// What `as` binds.
  default Object entered() {
    return NoneValue.NONE;
  }

  /// Runs the body inside this context, and gives back what it gave.
  <T> T around(Supplier<T> body);
}
