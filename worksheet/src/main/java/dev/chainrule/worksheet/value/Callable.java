package dev.chainrule.worksheet.value;

/// Something that can be called: a function of the worksheet or one that is built in.
public interface Callable {
  /// The name that errors and `repr` show.
  String name();

  /// Calls it.
  Object call(Arguments arguments);
}
