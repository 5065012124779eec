package dev.chainrule.cli;

import dev.chainrule.report.JsonReports;
import dev.chainrule.worksheet.WorksheetException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The arguments that all commands on worksheets share, and how they go through the files.
final class WorksheetFiles {
  /// What a command does with one worksheet; returns whether all is right.
  interface Action {
    boolean run(String file, String source, PrintWriter out);
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Worksheets; - is standard input.")
  private List<String> files = List.of();

  @Option(names = "--json", description = "Print one JSON object a file, and nothing else.")
  private boolean json;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description = "The loss; without it, what backward() is called on, or loss, or L.")
  private @Nullable String loss;

  WorksheetFiles() {}

  List<String> files() {
    return files;
  }

  boolean json() {
    return json;
  }

  @Nullable String loss() {
    return loss;
  }

  /// Runs `action` on every file and prints what is unusable. The exit code is that of the worst.
  int forEach(Action action) {
    int worst = ExitCode.RIGHT;
    for (String file : files) {
      worst = Math.max(worst, run(spec.commandLine(), file, json, action));
    }
    return worst;
  }

  /// Runs `action` on one file, and prints why where it is unusable. Returns the exit code.
  static int run(CommandLine command, String file, boolean json, Action action) {
    PrintWriter out = command.getOut();
    int code = attempt(command, file, json, action, out);
    out.flush();
    return code;
  }

  private static int attempt(
      CommandLine command, String file, boolean json, Action action, PrintWriter out) {
    String source = null;
    try {
      source = Sources.read(file);
      return action.run(file, source, out) ? ExitCode.RIGHT : ExitCode.WRONG;
    } catch (WorksheetException e) {
      if (json) {
        out.println(JsonReports.error(file, e));
      } else {
        out.flush();
        PrintWriter err = command.getErr();
        err.println(Failures.text(file.equals("-") ? "standard input" : file, source, e));
        err.flush();
      }
      return ExitCode.UNUSABLE;
    }
  }
}
