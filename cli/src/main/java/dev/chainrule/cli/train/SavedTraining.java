package dev.chainrule.cli.train;

import dev.chainrule.nn.checkpoint.Checkpoint;
import dev.chainrule.nn.checkpoint.Checkpoints;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a training left in a folder.
final class SavedTraining {
  private SavedTraining() {}

  /// The newest sound checkpoint; the files that are damaged are named on `err`.
  ///
  /// @throws IOException if there is none, with a sentence for the user
  static Checkpoint in(Path folder, PrintWriter err) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "%s is no folder of a training; give the one that train wrote".formatted(folder));
    }
    Checkpoints.Latest latest = new Checkpoints(folder).latest();
    latest.refused().forEach(sentence -> err.println("chainrule: " + sentence));
    return latest
        .saved()
        .orElseThrow(
            () ->
                new IOException(
                    "%s has no checkpoint that can be used; give the folder that train wrote"
                        .formatted(folder)))
        .checkpoint();
  }
}
