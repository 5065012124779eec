package dev.chainrule.nn.health;

/// Hears of the health of a training while it runs, on its thread: for tools that show or log it.
public interface HealthListener {
  /// A step was looked at; `monitor.report()` has what was measured.
  ///
  /// @param step counted from 0
  default void measured(long step, HealthMonitor monitor) {}

  /// A rule found something that it had not found at the samples before.
  ///
  /// @param step at which it was found
  default void found(long step, Finding finding) {}
}
