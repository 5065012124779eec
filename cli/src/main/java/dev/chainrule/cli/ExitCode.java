package dev.chainrule.cli;

/// What the command ends with.
final class ExitCode {
  static final int RIGHT = 0;

  /// A gradient is wrong, or a check failed.
  static final int WRONG = 1;

  /// The input cannot be used.
  static final int UNUSABLE = 2;

  private ExitCode() {}
}
