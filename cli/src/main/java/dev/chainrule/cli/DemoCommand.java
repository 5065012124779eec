package dev.chainrule.cli;

import dev.chainrule.Generator;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.check.ReportTable;
import dev.chainrule.check.Trace;
import dev.chainrule.check.TraceTable;
import dev.chainrule.nn.data.Lines;
import dev.chainrule.nn.run.Settings;
import dev.chainrule.nn.run.TextTraining;
import dev.chainrule.nn.train.TrainingListener;
import dev.chainrule.report.Examples;
import dev.chainrule.report.train.Names;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `chainrule demo`: the guided tour.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "A guided tour: checks the examples, shows one whole, breaks a line of one, and trains.")
final class DemoCommand implements Callable<Integer> {
  /// A line of an example, and what is made of it: the bias summed along the wrong axis, which the
  /// shape does not give away.
  static final String BROKEN = "classifier_head.py";

  static final String RIGHT_LINE = "db = dlogits.sum(0)";
  static final String WRONG_LINE = "db = dlogits.sum(1)";

  /// How long it trains. The property is for tests.
  private static final Duration TRAINING =
      Duration.ofMillis(Long.getLong("chainrule.demo.train-ms", 10_000));

  @Spec private CommandSpec spec;

  DemoCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Terminal terminal = Terminal.current();
    boolean right = checkAll(out, terminal);
    showPicture(out, terminal);
    boolean found = breakOne(out, terminal);
    trainOne(out);
    out.println(
        """
        Where to go next
          chainrule check FILE          your own worksheet: a loss, and a dX for each X
          chainrule check --watch FILE  the same, again at every save
          chainrule trace FILE          every value and every gradient of it
          chainrule train TEXT          a model of your own text, with its health
          examples/                     these five; they run under PyTorch too\
        """);
    out.flush();
    return right && found ? ExitCode.RIGHT : ExitCode.WRONG;
  }

  /// Trains a character model for some seconds, and shows what it makes up.
  private static void trainOne(PrintWriter out) {
    Lines names = Names.lines();
    Settings settings = Settings.of(Map.of("hidden", "64", "lr", "0.1"));
    TextTraining run = TextTraining.start(names, settings);
    out.println(
        String.format(
            Locale.ROOT,
            "4. %.0f seconds of training: a character model of %,d parameters reads %,d names\n",
            TRAINING.toMillis() / 1e3,
            run.model().model().parameterCount(),
            names.size()));
    out.flush();
    long end = System.nanoTime() + TRAINING.toNanos();
    run.training()
        .with(
            new TrainingListener() {
              @Override
              public void afterUpdate(long step, double loss) {
                if (System.nanoTime() > end) {
                  run.training().stop();
                }
              }
            });
    run.run();
    TextTraining.Losses losses = run.finish();
    out.println(
        String.format(
            Locale.ROOT,
            "  %,d steps; the loss on names that it has not seen is %.2f, and %.2f for one that"
                + " guesses",
            run.training().step(),
            losses.validation(),
            Math.log(run.model().vocabulary().size())));
    List<String> samples = run.model().samples(8, 1, 20, new Generator(1));
    out.println("  it makes up: " + String.join(", ", samples) + "\n");
  }

  private static boolean checkAll(PrintWriter out, Terminal terminal) {
    out.println("1. Five backward passes written by hand, each line against the engine\n");
    boolean right = true;
    Report last = null;
    for (String name : Examples.NAMES) {
      last = Checker.check(WorksheetExperiment.of(Examples.read(name), null));
      long count = last.checks().stream().filter(c -> c.status().isRight()).count();
      out.println(
          "  %s %-20s loss %-7s %2d of %2d gradients are right"
              .formatted(
                  last.isRight() ? "✓" : "✗",
                  name,
                  TraceTable.number(last.loss().value().item()),
                  count,
                  last.checks().size()));
      out.flush();
      right &= last.isRight();
    }
    if (last != null) {
      out.println("\n  The last one, a character model with batch norm, line by line:\n");
      out.println(ReportTable.text(last, terminal.style(), terminal.width()));
    }
    return right;
  }

  private static void showPicture(PrintWriter out, Terminal terminal) {
    String name = Examples.NAMES.getFirst();
    out.println("2. The complete picture of " + name + "\n");
    Trace trace = Trace.of(WorksheetExperiment.of(Examples.read(name), null));
    out.println(TraceTable.text(trace, terminal.style(), terminal.width()));
    out.flush();
  }

  /// Breaks one line and shows the verdict; returns whether the mistake was found, and only it.
  private static boolean breakOne(PrintWriter out, Terminal terminal) {
    String source = Examples.read(BROKEN);
    String broken = source.replace(RIGHT_LINE, WRONG_LINE);
    out.println("3. One line of " + BROKEN + " broken: the bias summed along the wrong axis\n");
    out.println("   - " + RIGHT_LINE);
    out.println("   + " + WRONG_LINE + "\n");
    Report report = Checker.check(WorksheetExperiment.of(broken, null));
    out.println(ReportTable.text(report, terminal.style(), terminal.width()));
    out.flush();
    List<String> wrong =
        report.checks().stream().filter(c -> !c.status().isRight()).map(c -> c.name()).toList();
    return wrong.equals(List.of("db"));
  }
}
