package dev.chainrule.nn.checkpoint;

import java.io.IOException;

/// Why the contents of a file are no checkpoint; the message goes on "it was refused: ".
final class MalformedException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
