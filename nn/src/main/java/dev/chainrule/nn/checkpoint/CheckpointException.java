package dev.chainrule.nn.checkpoint;

import dev.chainrule.nn.files.Reason;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A checkpoint that could not be written or was refused. The message is one sentence with the
/// file's name, for people to read.
public final class CheckpointException extends IOException {
  private static final long serialVersionUID = 1;

  CheckpointException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static CheckpointException refused(Path file, String why) {
    return new CheckpointException("checkpoint: %s was refused: %s".formatted(file, why), null);
  }

  static CheckpointException unreadable(Path file, IOException cause) {
    return new CheckpointException(
        "checkpoint: %s cannot be read: %s".formatted(file, Reason.of(cause)), cause);
  }

  static CheckpointException unwritable(Path file, IOException cause) {
    return new CheckpointException(
        "checkpoint: %s cannot be written: %s; the checkpoints before it are whole"
            .formatted(file, Reason.of(cause)),
        cause);
  }
}
