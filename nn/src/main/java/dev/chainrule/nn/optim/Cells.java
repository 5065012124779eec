package dev.chainrule.nn.optim;

/// What an [UpdateRule] reads and writes for one element of a parameter, by name. A cell that was
/// set is read with its new value, also through what [#get] returned before.
///
/// @param <T> what the rule is read as
public interface Cells<T> {
  /// The present value of the parameter, its gradient, a memory, or a number of the step.
  T get(String name);

  /// Assigns to the parameter or to a memory.
  void set(String name, T value);

  /// A number that never changes, such as a decay rate; its name stands for it in the formula.
  T fixed(String name, double value);
}
