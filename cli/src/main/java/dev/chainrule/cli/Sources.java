package dev.chainrule.cli;

import dev.chainrule.report.SourceText;
import dev.chainrule.worksheet.WorksheetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Reads worksheets from files and standard input.
final class Sources {
  /// More than any worksheet that a person writes, in bytes.
  private static final int MOST_BYTES = 1_000_000;

  private Sources() {}

  /// The text of `file`; `-` is standard input.
  static String read(String file) {
    try {
      return SourceText.of(file.equals("-") ? head(System.in) : bytes(path(file)));
    } catch (IOException e) {
      throw new WorksheetException("the file cannot be read: " + e.getMessage());
    }
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new WorksheetException("this is no file name: " + e.getReason());
    }
  }

  private static byte[] bytes(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new WorksheetException("there is no such file");
    }
    if (Files.isDirectory(path)) {
      throw new WorksheetException("this is a folder; name a file in it");
    }
    if (!Files.isReadable(path)) {
      throw new WorksheetException("the file may not be read by you");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return head(in);
    }
  }

  private static byte[] head(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new WorksheetException(
          "a worksheet may have at most %,d bytes; this one has more".formatted(MOST_BYTES));
    }
    return bytes;
  }
}
