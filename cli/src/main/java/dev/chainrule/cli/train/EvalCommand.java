package dev.chainrule.cli.train;

import dev.chainrule.cli.ExitCode;
import dev.chainrule.nn.data.Lines;
import dev.chainrule.nn.run.TextModel;
import dev.chainrule.report.train.TrainingJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `chainrule eval`: the loss of a trained model on a text.
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = "Prints the mean loss of a trained model over the lines of a text.")
public final class EvalCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The folder that train wrote.")
  private Path folder = Path.of("");

  @Parameters(index = "1", paramLabel = "TEXT", description = "A text, a line an example.")
  private Path text = Path.of("");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  EvalCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Lines lines = Lines.read(text);
      double loss = TextModel.of(SavedTraining.in(folder, err)).loss(lines);
      out.println(
          json
              ? TrainingJson.loss(text.toString(), loss)
              : String.format(
                  Locale.ROOT,
                  "%s: mean loss %.4f nats a character, perplexity %.2f, over %,d lines",
                  text,
                  loss,
                  Math.exp(loss),
                  lines.size()));
      out.flush();
      return ExitCode.RIGHT;
    } catch (IOException | IllegalArgumentException e) {
      err.println("chainrule: eval: " + e.getMessage());
      return ExitCode.UNUSABLE;
    }
  }
}
