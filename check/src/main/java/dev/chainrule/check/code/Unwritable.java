package dev.chainrule.check.code;

/// What has no short form as code.
public final class Unwritable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unwritable(String operation) {
    super(operation + " has no short form as code");
  }
}
