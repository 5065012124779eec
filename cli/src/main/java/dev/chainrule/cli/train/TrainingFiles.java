package dev.chainrule.cli.train;

import dev.chainrule.nn.run.TextTraining;
import dev.chainrule.report.train.Summary;
import dev.chainrule.report.train.TrainingJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/// What a training leaves beside its checkpoints.
final class TrainingFiles {
  private TrainingFiles() {}

  /// Writes `run.json`, `loss.svg` and `health.html`.
  ///
  /// @throws IOException if one cannot be written, with a sentence for the user
  static void write(Path folder, Summary summary, TextTraining run) throws IOException {
    String heading =
        String.format(
            Locale.ROOT, "%s, %,d steps", summary.settings().texts().get("model"), summary.steps());
    write(folder.resolve("run.json"), TrainingJson.run(summary));
    write(
        folder.resolve("loss.svg"),
        LossChart.of(heading, run.history().training(), run.history().validation()));
    write(folder.resolve("health.html"), HealthPage.of(heading, run.health()));
  }

  /// Whole or not at all.
  private static void write(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(beside, text);
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IOException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
