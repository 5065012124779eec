package dev.chainrule.cli.train;

import dev.chainrule.cli.ExitCode;
import dev.chainrule.cli.Terminal;
import dev.chainrule.nn.checkpoint.Checkpoint;
import dev.chainrule.nn.checkpoint.Checkpoints;
import dev.chainrule.nn.data.Lines;
import dev.chainrule.nn.run.Settings;
import dev.chainrule.nn.run.TextTraining;
import dev.chainrule.nn.train.Training;
import dev.chainrule.report.train.Names;
import dev.chainrule.report.train.Summary;
import dev.chainrule.report.train.TrainingJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `chainrule train`: trains a model of text, saves it, and says how it went.
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Trains a model of text, a line an example; without TEXT, of given names.",
    footer = {
      "",
      "The folder gets checkpoints, run.json, loss.svg and health.html. Ctrl-C saves and stops;",
      "chainrule train --resume DIR goes on, with the same bits as if it had not stopped."
    })
public final class TrainCommand implements Callable<Integer> {
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  /// Where the text was, in the metadata of a checkpoint; empty for the names.
  private static final String SOURCE = "source";

  @Parameters(arity = "0..1", paramLabel = "TEXT", description = "A text in UTF-8.")
  private @Nullable Path text;

  @Mixin private SettingOptions options;

  @Option(names = "--threads", description = "How many threads compute. Without it, all.")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to save. Without it, a new folder in runs/.")
  private @Nullable Path out;

  @Option(names = "--resume", paramLabel = "DIR", description = "Go on with a training there.")
  private @Nullable Path resume;

  @Option(names = "--json", description = "Print one JSON object at the end.")
  private boolean json;

  @Spec private CommandSpec spec;

  TrainCommand() {}

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      setThreads();
      Path folder = folder();
      TextTraining training = resume == null ? begin(folder) : goOn(resume, err);
      return train(training, folder, err);
    } catch (IOException | IllegalArgumentException e) {
      err.println("chainrule: train: " + e.getMessage());
      err.flush();
      return ExitCode.UNUSABLE;
    }
  }

  /// Before anything is computed: kernels ask once.
  private void setThreads() {
    if (threads != null) {
      if (threads < 1 || threads > 9999) {
        throw new IllegalArgumentException(
            "--threads: must be from 1 to 9999; given %d".formatted(threads));
      }
      System.setProperty("chainrule.threads", String.valueOf(threads));
    }
  }

  private Path folder() {
    if (resume != null) {
      if (out != null) {
        throw new IllegalArgumentException(
            "--out: a training that goes on is saved where it was; leave it out");
      }
      return resume;
    }
    return out != null
        ? out
        : Path.of("runs", LocalDateTime.now(ZoneId.systemDefault()).format(NAME));
  }

  private TextTraining begin(Path folder) throws IOException {
    Settings settings = options.over(Map.of());
    if (Files.isDirectory(folder) && new Checkpoints(folder).latest().saved().isPresent()) {
      throw new IllegalArgumentException(
          "%s has a training already; go on with it by --resume %s, or give another --out"
              .formatted(folder, folder));
    }
    return TextTraining.start(lines(text), settings);
  }

  private TextTraining goOn(Path folder, PrintWriter err) throws IOException {
    Checkpoint checkpoint = SavedTraining.in(folder, err);
    Settings settings = options.over(TextTraining.settings(checkpoint).texts());
    String source = checkpoint.metadata().getOrDefault(SOURCE, "");
    if (text == null && !source.isEmpty()) {
      text = Path.of(source);
    }
    return TextTraining.resume(lines(text), settings, checkpoint);
  }

  private static Lines lines(@Nullable Path text) throws IOException {
    return text == null ? Names.lines() : Lines.read(text);
  }

  private int train(TextTraining run, Path folder, PrintWriter err) throws IOException {
    Training training = run.training();
    long before = training.step();
    Saving saving = new Saving(run, new Checkpoints(folder), source());
    saving.save();
    Terminal terminal = Terminal.current();
    int width = terminal.width() == Integer.MAX_VALUE ? 0 : terminal.width();
    long start = System.nanoTime();
    Training.End end;
    try (Interruption _ = new Interruption(training)) {
      try (Progress progress =
          new Progress(run.history(), before, run.model().settings().steps(), width, err)) {
        training.with(progress).with(saving);
        end = run.run();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      saving.rethrow();
      if (end == Training.End.STOPPED) {
        saving.save();
        err.println(
            String.format(
                Locale.ROOT,
                "stopped at step %,d; saved in %s; go on with: chainrule train --resume %s",
                training.step(),
                folder,
                folder));
        err.flush();
        return ExitCode.INTERRUPTED;
      }
      return report(run, folder, training.step() - before, seconds, end, saving);
    }
  }

  private String source() {
    return text == null ? "" : text.toAbsolutePath().toString();
  }

  private int report(
      TextTraining run, Path folder, long made, double seconds, Training.End end, Saving saving)
      throws IOException {
    PrintWriter printer = spec.commandLine().getOut();
    Summary summary = Summary.of(run, made, seconds, folder.toString());
    if (end == Training.End.DONE) {
      saving.save();
    }
    TrainingFiles.write(folder, summary, run);
    int width = Terminal.current().width();
    printer.print(
        json
            ? TrainingJson.summary(summary) + "\n"
            : SummaryText.of(summary, run.handPass(), width));
    printer.flush();
    return end == Training.End.DONE ? ExitCode.RIGHT : ExitCode.WRONG;
  }
}
