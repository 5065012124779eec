package dev.chainrule.cli;

/// What the command ends with.
public final class ExitCode {
  /// All is right.
  public static final int RIGHT = 0;

  /// A gradient is wrong, or a check failed.
  public static final int WRONG = 1;

  /// The input cannot be used.
  public static final int UNUSABLE = 2;

  /// A training was interrupted, as shells say of what SIGINT ended.
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
