package dev.chainrule.nn.checkpoint;

import dev.chainrule.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a training is continued from: tensors and strings, each with a name, in an order that a
/// file keeps.
///
/// A file is in the format [safetensors](https://github.com/huggingface/safetensors): 8 bytes with
/// the length of the header (little-endian), a header in JSON that gives each tensor's dtype, shape
/// and place, and the elements, row-major and little-endian. Every reader of that format reads it.
/// Elements keep their bits: −0 and the payload of a NaN too.
///
/// The strings are the format's `__metadata__`, and one of them is the checksum: `sha256` holds, in
/// 64 lowercase hexadecimal digits, the SHA-256 of the whole file as it is with those 64 digits
/// replaced by `0`. A file without it, or with another one, is refused, so no damage passes.
///
/// @param tensors by name; the tensors themselves, not copies, and of any dtype
/// @param metadata strings by name
public record Checkpoint(
    SequencedMap<String, Tensor> tensors, SequencedMap<String, String> metadata) {

  /// @throws IllegalArgumentException if a name is `__metadata__` or `sha256`, which the format
  ///   needs itself, or a name or string is no valid Unicode
  public Checkpoint {
    tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata));
    tensors.keySet().forEach(name -> requireName(name, Header.METADATA));
    metadata.keySet().forEach(name -> requireName(name, Header.CHECKSUM));
    metadata.values().forEach(Checkpoint::requireUnicode);
  }

  private static void requireName(String name, String reserved) {
    if (name.equals(reserved)) {
      throw new IllegalArgumentException(
          "checkpoint: the name \"%s\" belongs to the file format; use another".formatted(name));
    }
    requireUnicode(name);
  }

  private static void requireUnicode(String text) {
    if (!isUnicode(text)) {
      throw new IllegalArgumentException(
          "checkpoint: names and strings must be valid Unicode; one has half of a surrogate pair");
    }
  }

  /// Can the text be written as UTF-8, without half of a surrogate pair?
  static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /// Writes a file so that there is, at any moment, either the file that was there before or the
  /// whole new one: it is written beside (with `.tmp` added to its name), forced to the disk and
  /// renamed.
  ///
  /// @throws CheckpointException if it cannot be written; then `file` is as it was
  public void write(Path file) throws CheckpointException {
    Path beside = beside(file);
    try {
      TensorFile.write(this, beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      Folders.force(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      deleteAfter(e, beside);
      throw CheckpointException.unwritable(file, e);
    }
  }

  /// Where a file is written before it gets its name.
  static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".tmp");
  }

  private static void deleteAfter(IOException failure, Path beside) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /// Reads a whole file and checks all of it.
  ///
  /// @throws CheckpointException if it cannot be read, is damaged, or is no such file
  public static Checkpoint read(Path file) throws CheckpointException {
    try {
      return TensorFile.read(file);
    } catch (MalformedException e) {
      throw CheckpointException.refused(file, e.getMessage());
    } catch (IOException e) {
      throw CheckpointException.unreadable(file, e);
    }
  }
}
