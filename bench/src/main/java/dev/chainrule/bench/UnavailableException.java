package dev.chainrule.bench;

/// A contestant cannot run here. The message says what is missing.
public final class UnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  public UnavailableException(String message) {
    super(message);
  }
}
