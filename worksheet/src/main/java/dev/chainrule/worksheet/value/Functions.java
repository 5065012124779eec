package dev.chainrule.worksheet.value;

/// A family of built-in functions in one class, which tells them apart by a `switch` on the name. A
/// hundred functions so cost one class, where as many lambdas would cost a hundred when it loads.
@FunctionalInterface
public interface Functions {
  /// Calls the function of this name; the arguments fit its signature.
  Object call(String name, BoundArguments arguments);
}
