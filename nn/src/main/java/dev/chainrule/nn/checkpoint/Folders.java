package dev.chainrule.nn.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Folders on disk.
final class Folders {
  private Folders() {}

  /// Has the names in a folder reach the disk: a rename is only durable then. Where a folder cannot
  /// be opened as a file (Windows), the file system sees to it by itself.
  static void force(@Nullable Path folder) throws IOException {
    boolean isPosix =
        folder != null && folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (isPosix) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }
}
