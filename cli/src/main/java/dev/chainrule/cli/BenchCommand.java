package dev.chainrule.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// Stands in the list of commands for the program that measures. That one is not part of this: the
/// launcher builds and starts it from the sources.
@Command(
    name = "bench",
    description =
        "Measures the engine beside PyTorch and others (from the sources, by ./chainrule).")
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /// The other program knows what they mean.
  @Unmatched
  @SuppressWarnings("UnusedVariable") // without it picocli would refuse them
  private String[] options = {};

  @Override
  public Integer call() {
    spec.commandLine()
        .getErr()
        .println(
            "chainrule: bench: must be started by the launcher in the folder of the sources; this"
                + " is the installed program; run ./chainrule bench there");
    return ExitCode.UNUSABLE;
  }
}
