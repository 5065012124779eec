package dev.chainrule.cli;

import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.check.ReportTable;
import dev.chainrule.check.Trace;
import dev.chainrule.check.TraceTable;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `chainrule demo`: the guided tour.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "A guided tour: checks the examples, shows one whole, and breaks a line of one.")
final class DemoCommand implements Callable<Integer> {
  /// A line of an example, and what is made of it: the bias summed along the wrong axis, which the
  /// shape does not give away.
  static final String BROKEN = "classifier_head.py";

  static final String RIGHT_LINE = "db = dlogits.sum(0)";
  static final String WRONG_LINE = "db = dlogits.sum(1)";

  @Spec private CommandSpec spec;

  DemoCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Terminal terminal = Terminal.current();
    boolean right = checkAll(out, terminal);
    showPicture(out, terminal);
    boolean found = breakOne(out, terminal);
    out.println(
        """
        Where to go next
          chainrule check FILE          your own worksheet: a loss, and a dX for each X
          chainrule check --watch FILE  the same, again at every save
          chainrule trace FILE          every value and every gradient of it
          examples/                     these five; they run under PyTorch too\
        """);
    out.flush();
    return right && found ? ExitCode.RIGHT : ExitCode.WRONG;
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
