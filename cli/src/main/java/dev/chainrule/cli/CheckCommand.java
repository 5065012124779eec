package dev.chainrule.cli;

import dev.chainrule.check.Checker;
import dev.chainrule.check.Masking;
import dev.chainrule.check.Report;
import dev.chainrule.check.ReportTable;
import dev.chainrule.check.TraceTable;
import dev.chainrule.report.JsonReports;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `chainrule check`: compares every gradient that a worksheet computes by hand with the engine's.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Runs worksheets and compares every gradient written by hand with the engine's.",
      "A gradient of X is called dX, dL_dX, dloss_dX or grad_X."
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private WorksheetFiles worksheets;

  @Option(
      names = "--require-all",
      description = "Count a leaf that requires grad and has no gradient by hand as missing.")
  private boolean requireAll;

  @Option(
      names = "--masking",
      description = "Instead, tell which mistakes would go unseen at these values and sizes.")
  private boolean masking;

  @Option(names = "--watch", description = "Check again whenever a file is saved, until Ctrl-C.")
  private boolean watch;

  CheckCommand() {}

  @Override
  public Integer call() {
    if (watch) {
      if (worksheets.files().contains("-")) {
        throw new ParameterException(
            spec.commandLine(), "--watch needs files: standard input is read once");
      }
      if (worksheets.json()) {
        throw new ParameterException(
            spec.commandLine(), "--watch is for a terminal; leave it or --json out");
      }
      return new Watch(worksheets.files(), spec.commandLine().getOut()).run(this::checkAll);
    }
    return checkAll();
  }

  private int checkAll() {
    return worksheets.forEach(masking ? this::masking : this::check);
  }

  private boolean masking(String file, String source, PrintWriter out) {
    Masking found = Checker.masking(WorksheetExperiment.of(source, worksheets.loss()));
    if (worksheets.json()) {
      out.println(JsonReports.masking(file, found));
    } else {
      out.println(file + ":");
      out.println(found.text(Terminal.current().width()));
    }
    return true;
  }

  private boolean check(String file, String source, PrintWriter out) {
    Report report = Checker.check(WorksheetExperiment.of(source, worksheets.loss()), requireAll);
    if (worksheets.json()) {
      out.println(JsonReports.check(file, report));
    } else {
      print(file, report, out, Terminal.current());
    }
    return report.isRight();
  }

  static void print(String file, Report report, PrintWriter out, Terminal terminal) {
    out.print(report.output());
    out.println(
        "%s: %s = %s"
            .formatted(
                file, report.loss().name(), TraceTable.number(report.loss().value().item())));
    out.println();
    out.println(ReportTable.text(report, terminal.style(), terminal.width()));
  }
}
