package dev.chainrule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The arguments that commands on one worksheet share.
final class WorksheetFile {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "A worksheet; - is standard input.")
  private String file = "-";

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description = "The loss; without it, what backward() is called on, or loss, or L.")
  private @Nullable String loss;

  WorksheetFile() {}

  @Nullable String loss() {
    return loss;
  }

  /// Runs `action` on the file, and prints why where it is unusable. Returns the exit code.
  int run(boolean json, WorksheetFiles.Action action) {
    return WorksheetFiles.run(spec.commandLine(), file, json, action);
  }
}
