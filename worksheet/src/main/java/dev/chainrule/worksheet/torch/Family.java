package dev.chainrule.worksheet.torch;

/// A group of PyTorch's functions in one class, which tells them apart by a `switch` on the name.
@FunctionalInterface
interface Family {
  /// Calls the function of this name.
  Object call(String name, Call call);
}
