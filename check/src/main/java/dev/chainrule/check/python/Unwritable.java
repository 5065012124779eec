package dev.chainrule.check.python;

/// What has no short form in Python.
public final class Unwritable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unwritable(String operation) {
    super(operation + " has no short form in Python");
  }
}
