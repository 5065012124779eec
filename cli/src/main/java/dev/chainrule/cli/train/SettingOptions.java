package dev.chainrule.cli.train;

import dev.chainrule.nn.run.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The settings of a training as options; what is not given is as usual for the model, or, where a
/// training goes on, as it was.
final class SettingOptions {
  @Option(names = "--model", description = "bigram, bow, mlp or gpt. Without it, mlp.")
  private @Nullable String model;

  @Option(names = "--context", description = "How many characters it looks back at.")
  private @Nullable String context;

  @Option(names = "--embedding", description = "Numbers a character; channels of gpt.")
  private @Nullable String embedding;

  @Option(names = "--hidden", description = "Units of the hidden layer of mlp.")
  private @Nullable String hidden;

  @Option(names = "--layers", description = "Blocks of gpt.")
  private @Nullable String layers;

  @Option(names = "--heads", description = "Heads of gpt's attention.")
  private @Nullable String heads;

  @Option(names = "--batch", description = "Examples a step.")
  private @Nullable String batch;

  @Option(names = "--steps", description = "How many steps, with those made before.")
  private @Nullable String steps;

  @Option(
      names = "--lr",
      paramLabel = "RATE[,STEP:RATE…]",
      description = "Learning rates: 0.1,100000:0.01 is 0.1, and 0.01 from step 100,000 on.")
  private @Nullable String lr;

  @Option(names = "--optimizer", description = "sgd, adam, adamw, rmsprop or adagrad.")
  private @Nullable String optimizer;

  @Option(
      names = "--backward",
      description =
          "How mlp finds its gradients: tape, manual (by hand, checked against the tape) or fused.")
  private @Nullable String backward;

  @Option(names = "--seed", description = "Of parameters, order and batches. Without it, 42.")
  private @Nullable String seed;

  @Option(
      names = "--split",
      paramLabel = "A/B/C",
      description = "Parts for training, validation and test. Without it, 0.8/0.1/0.1.")
  private @Nullable String split;

  SettingOptions() {}

  /// Those that were given, over `others`.
  Settings over(Map<String, String> others) {
    Map<String, String> texts = new LinkedHashMap<>(others);
    put(texts, "model", model);
    put(texts, "context", context);
    put(texts, "embedding", embedding);
    put(texts, "hidden", hidden);
    put(texts, "layers", layers);
    put(texts, "heads", heads);
    put(texts, "batch", batch);
    put(texts, "steps", steps);
    put(texts, "lr", lr);
    put(texts, "optimizer", optimizer);
    put(texts, "backward", backward);
    put(texts, "seed", seed);
    put(texts, "split", split);
    return Settings.of(texts);
  }

  private static void put(Map<String, String> texts, String name, @Nullable String text) {
    if (text != null) {
      texts.put(name, text);
    }
  }
}
