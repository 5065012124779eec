package dev.chainrule.nn.data;

import dev.chainrule.nn.files.Reason;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file whose contents cannot be trained on. The message is one sentence with the file's name
/// and, where there is one, the line, for people to read.
public final class DataException extends IOException {
  private static final long serialVersionUID = 1;

  private DataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static DataException unreadable(String kind, Path file, IOException cause) {
    return new DataException(
        "%s: %s cannot be read: %s".formatted(kind, file, Reason.of(cause)), cause);
  }

  static DataException in(String kind, Path file, String problem) {
    return new DataException("%s: %s %s".formatted(kind, file, problem), null);
  }

  static DataException at(String kind, Path file, long line, String problem) {
    return new DataException("%s: %s, line %d %s".formatted(kind, file, line, problem), null);
  }
}
