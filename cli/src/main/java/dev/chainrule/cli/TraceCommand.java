package dev.chainrule.cli;

import dev.chainrule.check.NonFinite;
import dev.chainrule.check.NonFiniteText;
import dev.chainrule.check.Trace;
import dev.chainrule.check.TraceTable;
import dev.chainrule.report.JsonReports;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `chainrule trace`: every forward value of a worksheet beside its gradient.
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = "Shows every forward value of a worksheet and its gradient, side by side.")
final class TraceCommand implements Callable<Integer> {
  @Mixin private WorksheetFiles worksheets;

  @Option(
      names = "--find-nan",
      description =
          "Only tell where the first NaN or infinity is made; exit code 1 if there is one.")
  private boolean findNan;

  TraceCommand() {}

  @Override
  public Integer call() {
    return worksheets.forEach(findNan ? this::findNan : this::trace);
  }

  private boolean findNan(String file, String source, PrintWriter out) {
    NonFinite found = NonFinite.first(WorksheetExperiment.of(source, worksheets.loss()));
    if (worksheets.json()) {
      out.println(JsonReports.nonFinite(file, found));
    } else {
      out.print(file + ": " + NonFiniteText.of(found));
    }
    return found == null;
  }

  private boolean trace(String file, String source, PrintWriter out) {
    Trace trace = Trace.of(WorksheetExperiment.of(source, worksheets.loss()));
    if (worksheets.json()) {
      out.println(JsonReports.trace(file, trace));
    } else {
      out.print(trace.output());
      out.println(
          "%s: %s = %s"
              .formatted(
                  file, trace.loss().name(), TraceTable.number(trace.loss().value().item())));
      out.println();
      Terminal terminal = Terminal.current();
      out.println(TraceTable.text(trace, terminal.style(), terminal.width()));
    }
    return true;
  }
}
