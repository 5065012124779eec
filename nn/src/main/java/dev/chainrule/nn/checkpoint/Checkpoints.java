package dev.chainrule.nn.checkpoint;

import dev.chainrule.nn.files.Reason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The checkpoints of a training in a folder: `step-00012000.safetensors` and the two before it.
///
/// A process that is killed at any moment leaves whole files, and perhaps one that is not yet
/// renamed, which is never read and which the next [#save] deletes. One process at a time may save;
/// others may read.
public final class Checkpoints {
  private static final int KEPT = 3;
  private static final Pattern NAME = Pattern.compile("step-(\\d{8,18})\\.safetensors(\\.tmp)?");

  private final Path folder;

  /// Those in `folder`, which need not be there yet.
  public Checkpoints(Path folder) {
    this.folder = folder;
  }

  /// A checkpoint that was read.
  public record Saved(long step, Path file, Checkpoint checkpoint) {}

  /// The newest sound checkpoint.
  ///
  /// @param saved empty where there is none
  /// @param refused a sentence with its name for each newer file that is not sound
  public record Latest(Optional<Saved> saved, List<String> refused) {}

  /// Writes the checkpoint of a step, and then deletes all before it but the last two, and what a
  /// killed process left.
  ///
  /// @throws CheckpointException if it cannot be written, or if the folder has a sound checkpoint
  ///   of a later step, which would hide this one
  public void save(long step, Checkpoint checkpoint) throws CheckpointException {
    if (step < 0) {
      throw new IllegalArgumentException(
          "checkpoint: a step must not be negative; got %d".formatted(step));
    }
    Path file = folder.resolve(name(step));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw CheckpointException.unwritable(file, e);
    }
    NavigableMap<Long, Path> present = present("");
    for (Path later : present.tailMap(step, false).values()) {
      requireUnsound(later, file);
    }
    checkpoint.write(file);
    List<Path> superfluous = new ArrayList<>(present.headMap(step, false).values());
    superfluous = superfluous.subList(0, Math.max(0, superfluous.size() - (KEPT - 1)));
    delete(superfluous);
    delete(present(".tmp").values());
  }

  private static void requireUnsound(Path later, Path file) throws CheckpointException {
    boolean isSound = true;
    try {
      Checkpoint.read(later);
    } catch (CheckpointException e) {
      isSound = false; // it hides nothing, and stays to be looked at
    }
    if (isSound) {
      throw new CheckpointException(
          "checkpoint: %s would be hidden by %s, which is of a later step; %s"
              .formatted(file, later.getFileName(), "choose another folder, or delete that file"),
          null);
    }
  }

  /// Reads the newest checkpoint that is sound, from the newest backwards; nothing is deleted.
  ///
  /// @throws CheckpointException if the folder is there and cannot be read
  public Latest latest() throws CheckpointException {
    List<String> refused = new ArrayList<>();
    if (Files.notExists(folder)) {
      return new Latest(Optional.empty(), refused);
    }
    for (var candidate : present("").descendingMap().entrySet()) {
      Path file = candidate.getValue();
      try {
        Checkpoint checkpoint = Checkpoint.read(file);
        return new Latest(
            Optional.of(new Saved(candidate.getKey(), file, checkpoint)), List.copyOf(refused));
      } catch (CheckpointException e) {
        refused.add(e.getMessage());
      }
    }
    return new Latest(Optional.empty(), List.copyOf(refused));
  }

  private static String name(long step) {
    return "step-%08d.safetensors".formatted(step);
  }

  /// The files of ours whose name ends with `suffix`, by step.
  private NavigableMap<Long, Path> present(String suffix) throws CheckpointException {
    NavigableMap<Long, Path> files = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        String name = file.getFileName().toString();
        Matcher matcher = NAME.matcher(name);
        if (matcher.matches()) {
          long step = Long.parseLong(matcher.group(1));
          if (name.equals(name(step) + suffix)) {
            files.put(step, file);
          }
        }
      }
      return files;
    } catch (DirectoryIteratorException e) {
      throw CheckpointException.unreadable(folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw CheckpointException.unreadable(folder, e);
    }
  }

  private static void delete(Iterable<Path> files) throws CheckpointException {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new CheckpointException(
            "checkpoint: %s cannot be deleted: %s".formatted(file, Reason.of(e)), e);
      }
    }
  }
}
