package dev.chainrule.nn.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Says why a file could not be used.
public final class Reason {
  private Reason() {}

  /// What went wrong, without the file's name: the sentence that it ends has that already.
  public static String of(IOException cause) {
    return switch (cause) {
      case AccessDeniedException e -> "permission denied";
      case NoSuchFileException e -> "there is no such file or folder";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      case ClosedByInterruptException e -> "the thread was interrupted";
      default -> {
        String message = cause.getMessage();
        yield message == null ? cause.getClass().getSimpleName() : message;
      }
    };
  }
}
