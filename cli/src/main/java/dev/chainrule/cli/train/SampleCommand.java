package dev.chainrule.cli.train;

import dev.chainrule.Generator;
import dev.chainrule.cli.ExitCode;
import dev.chainrule.nn.run.TextModel;
import dev.chainrule.report.train.TrainingJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `chainrule sample`: lines that a trained model makes up.
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = "Prints lines that a trained model makes up.")
public final class SampleCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder that train wrote.")
  private Path folder = Path.of("");

  @Option(names = "-n", paramLabel = "COUNT", description = "How many lines. Without it, 20.")
  private int count = 20;

  @Option(
      names = "--temperature",
      description = "Below 1 likelier characters, above 1 rarer ones. Without it, 1.")
  private double temperature = 1;

  @Option(names = "--length", description = "The longest line, in characters. Without it, 200.")
  private int length = 200;

  @Option(names = "--seed", description = "Of what is drawn. Without it, 1.")
  private long seed = 1;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  SampleCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (count < 1 || length < 1) {
        throw new IllegalArgumentException(
            "count and length must be at least 1; given %d and %d".formatted(count, length));
      }
      TextModel model = TextModel.of(SavedTraining.in(folder, err));
      List<String> samples = model.samples(count, temperature, length, new Generator(seed));
      if (json) {
        out.println(TrainingJson.samples(folder.toString(), samples));
      } else {
        samples.forEach(out::println);
      }
      out.flush();
      return ExitCode.RIGHT;
    } catch (IOException | IllegalArgumentException e) {
      err.println("chainrule: sample: " + e.getMessage());
      return ExitCode.UNUSABLE;
    }
  }
}
