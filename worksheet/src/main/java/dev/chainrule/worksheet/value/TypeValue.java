package dev.chainrule.worksheet.value;

/// A type, as `isinstance` takes it: `int`, `torch.Tensor`. Where it can also be called, the class
/// that implements this implements {@link Callable} too.
public interface TypeValue {
  /// The name as Python shows it.
  String name();

  /// True for the values of this type.
  boolean includes(Object value);
}
