package dev.chainrule.lab;

import java.io.Serial;

/// The lab could not listen where it was asked to.
public final class PortTakenException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  PortTakenException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /// One sentence.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
