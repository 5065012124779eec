package dev.chainrule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A folder for inputs and scripts, deleted with all that is in it when closed.
///
/// @param folder where it is
record Scratch(Path folder) implements AutoCloseable {
  Scratch() throws IOException {
    this(Files.createTempDirectory("chainrule-bench"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
