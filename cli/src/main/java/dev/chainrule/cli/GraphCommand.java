package dev.chainrule.cli;

import dev.chainrule.check.Checker;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.explain.Diagram;
import dev.chainrule.check.explain.QuestionException;
import dev.chainrule.report.Drawing;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `chainrule graph`: the computation graph with values and gradients, as a picture or as data.
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = "Draws the computation graph of a worksheet, values and gradients on it, as SVG.")
final class GraphCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private WorksheetFile worksheet;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "SVG",
      defaultValue = "-",
      description = "The file to write; without it, or as -, standard output.")
  private String target = "-";

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "1: named values; 2: every operation;",
        "3: fused operations as the plain ones they stand for. Without it, 1."
      })
  private int depth = 1;

  @Option(names = "--json", description = "Write the graph as one JSON object, not as SVG.")
  private boolean json;

  GraphCommand() {}

  @Override
  public Integer call() {
    int deepest = Diagram.Detail.values().length;
    if (depth < 1 || depth > deepest) {
      throw new ParameterException(
          spec.commandLine(), "--depth is 1, 2 or %d; given %d".formatted(deepest, depth));
    }
    return worksheet.run(json, this::draw);
  }

  private boolean draw(String file, String source, PrintWriter out) {
    try {
      Experiment experiment = WorksheetExperiment.of(source, worksheet.loss());
      Diagram diagram = Diagram.of(experiment, detail());
      Drawing drawing = Drawing.of(diagram, Checker.check(experiment));
      write(json ? drawing.json(file) + "\n" : drawing.svg(), out);
      return true;
    } catch (QuestionException e) {
      throw new WorksheetException(String.valueOf(e.getMessage()));
    }
  }

  /// The depths are the details in their order.
  private Diagram.Detail detail() {
    return List.of(Diagram.Detail.values()).get(depth - 1);
  }

  private void write(String text, PrintWriter out) {
    if (target.equals("-")) {
      out.print(text);
      return;
    }
    try {
      Files.writeString(Path.of(target), text);
    } catch (IOException | InvalidPathException e) {
      throw new WorksheetException("graph: cannot write %s: %s".formatted(target, e.getMessage()));
    }
  }
}
