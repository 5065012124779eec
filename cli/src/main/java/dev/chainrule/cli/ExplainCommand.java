package dev.chainrule.cli;

import dev.chainrule.check.explain.Document;
import dev.chainrule.check.explain.Explanation.Extent;
import dev.chainrule.report.Answer;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `chainrule explain`: why a gradient is what it is.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says why a gradient is what it is: with an entry, as 'W1[3,7]', the sum that its number is;",
      "with a variable, as W1, how its gradient is derived."
    })
final class ExplainCommand implements Callable<Integer> {
  /// How wide a text is that goes to no terminal.
  private static final int WIDTH = 120;

  @Spec private CommandSpec spec;

  @Mixin private WorksheetFile worksheet;

  @Parameters(
      index = "1",
      paramLabel = "SUBJECT",
      description = "A variable, or one entry of it, counted from 0; -1 is the last.")
  private String subject = "";

  @ArgGroup private @Nullable Depth depth;

  @Option(
      names = "--terms",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many terms of a long sum to show; without it, 5.")
  private int terms = 5;

  @ArgGroup private @Nullable Form form;

  /// How deep to go.
  static final class Depth {
    @Option(
        names = "--depth",
        paramLabel = "N",
        description = "Explain the gradients that it was computed from too, to N levels.")
    private int levels = 1;

    @Option(names = "--all", description = "All levels, down to the loss.")
    private boolean all;

    Depth() {}
  }

  /// In which form to print.
  static final class Form {
    @Option(names = "--json", description = "Print one JSON object, and nothing else.")
    private boolean json;

    @Option(names = "--markdown", description = "Print Markdown, with formulas in LaTeX.")
    private boolean markdown;

    @Option(names = "--latex", description = "Print LaTeX, for a document that uses amsmath.")
    private boolean latex;

    Form() {}
  }

  ExplainCommand() {}

  @Override
  public Integer call() {
    if (terms < 1 || (depth != null && !depth.all && depth.levels < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--depth and --terms need a number of at least 1");
    }
    return worksheet.run(form != null && form.json, this::explain);
  }

  private boolean explain(String file, String source, PrintWriter out) {
    Answer answer = Answer.of(WorksheetExperiment.of(source, worksheet.loss()), subject, extent());
    if (answer.explanation() == null && depth != null) {
      throw new ParameterException(
          spec.commandLine(), "--depth and --all are for an entry, as in 'W1[3,7]'");
    }
    if (form != null && form.json) {
      out.println(answer.json(file));
    } else {
      out.print(String.join("\n", answer.documents().stream().map(this::text).toList()));
    }
    return answer.agrees();
  }

  private Extent extent() {
    int levels = depth == null ? 1 : depth.all ? Integer.MAX_VALUE : depth.levels;
    return new Extent(levels, terms);
  }

  private String text(Document document) {
    if (form != null && form.markdown) {
      return document.markdown();
    }
    if (form != null && form.latex) {
      return document.latex();
    }
    Terminal terminal = Terminal.current();
    int width = terminal.width() == Integer.MAX_VALUE ? WIDTH : terminal.width();
    return document.text(terminal.style(), width);
  }
}
