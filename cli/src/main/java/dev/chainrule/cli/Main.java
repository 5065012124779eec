package dev.chainrule.cli;

import dev.chainrule.cli.train.EvalCommand;
import dev.chainrule.cli.train.SampleCommand;
import dev.chainrule.cli.train.TrainCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command `chainrule`: reads the arguments and hands them to a subcommand.
@Command(
    name = "chainrule",
    mixinStandardHelpOptions = true,
    version = "chainrule 0.1.0",
    description = "Works a backward pass with you and shows every number of it.",
    subcommands = {
      DemoCommand.class,
      CheckCommand.class,
      TraceCommand.class,
      ExplainCommand.class,
      GraphCommand.class,
      TrainCommand.class,
      SampleCommand.class,
      EvalCommand.class,
      LabCommand.class,
      BenchCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 all is right; 1 a gradient is wrong; 2 the input cannot be used.",
      "Start with: chainrule demo"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  /// Runs one command and exits with its code.
  ///
  /// @param args the words after `chainrule`
  public static void main(String[] args) {
    StandardError.bypassFilter();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExitCodeExceptionMapper(e -> ExitCode.UNUSABLE)
        .setExecutionStrategy(Main::runLast)
        .setExecutionExceptionHandler(Failures::report);
  }

  /// Runs what was asked for, unless a setting of the environment cannot be used: the engine says
  /// so when it is first needed.
  private static int runLast(CommandLine.ParseResult arguments) {
    try {
      return new CommandLine.RunLast().execute(arguments);
    } catch (ExceptionInInitializerError e) {
      if (e.getCause() instanceof IllegalStateException setting) {
        PrintWriter err = arguments.commandSpec().commandLine().getErr();
        err.println("chainrule: " + setting.getMessage());
        err.flush();
        return ExitCode.UNUSABLE;
      }
      throw e;
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
