package dev.chainrule.nn.run;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.nn.checkpoint.Checkpoint;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Dataset;
import dev.chainrule.nn.data.Lines;
import dev.chainrule.nn.health.HealthMonitor;
import dev.chainrule.nn.model.CharacterMlp.Backward;
import dev.chainrule.nn.model.LanguageModel;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.train.LossHistory;
import dev.chainrule.nn.train.Training;
import dev.chainrule.nn.train.TrainingListener;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The training of a model on lines of text: what the command `train` runs.
public final class TextTraining {
  /// How often the validation part is looked at.
  private static final int VALIDATIONS = 20;

  /// How many predictions are looked at while training goes on.
  private static final long GLANCE = 4_096;

  private static final String TEXT = "text";
  private static final String HISTORY = "history.";
  private static final String HEALTH = "health.";

  private final TextModel model;
  private final TextData data;
  private final String digest;
  private final Training training;
  private final LossHistory history = new LossHistory();
  private final HealthMonitor health;
  private final @Nullable HandPassCheck handPass;

  private TextTraining(Lines lines, Settings settings) {
    data = TextData.of(lines, settings);
    digest = digest(lines);
    model = TextModel.create(settings, data.vocabulary());
    LanguageModel net = model.model();
    Optimizer optimizer = new Optimizer(settings.optimizer().rule(), 0, net.parameters());
    Batches batches =
        Batches.random(data.train(), settings.batch(), new Generator(settings.seed() + 1));
    training =
        new Training(net, net::lossAndGradients, optimizer, Rates.parse(settings.rates()), batches);
    boolean isByHand =
        settings.model() == Settings.Kind.MLP && settings.backward() == Backward.MANUAL;
    handPass = isByHand ? new HandPassCheck(net) : null;
    if (handPass != null) {
      training.with(handPass);
    }
    health = new HealthMonitor(net, net::loss, history);
    training.with(history).with(health);
    long every = Math.max(1, settings.steps() / VALIDATIONS);
    training.with(
        new TrainingListener() {
          @Override
          public void afterUpdate(long step, double loss) {
            if ((step + 1) % every == 0) {
              validate(step + 1);
            }
          }
        });
  }

  /// A training from the first step.
  ///
  /// @throws IllegalArgumentException if the text does not suit the settings, with a sentence for
  ///   the user
  public static TextTraining start(Lines lines, Settings settings) {
    return new TextTraining(lines, settings);
  }

  /// A training that goes on where a checkpoint was made.
  ///
  /// @param settings those of the checkpoint, but for more steps
  /// @throws IllegalArgumentException if text or settings are others, with a sentence for the user
  public static TextTraining resume(Lines lines, Settings settings, Checkpoint checkpoint) {
    requireSame(settings.texts(), TextModel.settings(checkpoint).texts());
    if (!digest(lines).equals(TextModel.metadata(checkpoint, TEXT))) {
      throw new IllegalArgumentException(
          "resume: a training goes on with the text that it began with; this text is another");
    }
    TextTraining training = new TextTraining(lines, settings);
    training.training.load(checkpoint.tensors());
    training.history.load(Training.part(checkpoint.tensors(), HISTORY));
    training.health.load(Training.part(checkpoint.tensors(), HEALTH));
    return training;
  }

  /// The settings of the training that made a checkpoint.
  public static Settings settings(Checkpoint checkpoint) {
    return TextModel.settings(checkpoint);
  }

  private static void requireSame(Map<String, String> now, Map<String, String> before) {
    List<String> differences = new ArrayList<>();
    now.forEach(
        (name, text) -> {
          String old = before.getOrDefault(name, "");
          if (!name.equals("steps") && !text.equals(old)) {
            differences.add("%s was %s and is now %s".formatted(name, old, text));
          }
        });
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "resume: a training goes on with its own settings; %s; leave them out, or begin anew"
              .formatted(String.join(", ", differences)));
    }
  }

  private static String digest(Lines lines) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String line : lines.all()) {
        sha.update(line.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// What is trained.
  public TextModel model() {
    return model;
  }

  public TextData data() {
    return data;
  }

  public Training training() {
    return training;
  }

  public LossHistory history() {
    return history;
  }

  /// How healthy it was so far.
  public HealthMonitor health() {
    return health;
  }

  /// How the backward pass by hand compares with the tape's; null where there is none.
  public @Nullable HandPassCheck handPass() {
    return handPass;
  }

  /// Trains to the last step, or until [Training#stop].
  public Training.End run() {
    return training.run(model.settings().steps());
  }

  /// Notes the loss on a part of the validation data, with statistics of a part of the training
  /// data.
  private void validate(long step) {
    Dataset validation = data.validation();
    if (validation != null) {
      model.model().calibrate(glance(data.train()).x());
      history.validated(step, model.loss(glance(validation)));
    }
  }

  private static Dataset glance(Dataset data) {
    long rows = Math.max(1, GLANCE * data.size() / data.y().shape().numel());
    return data.every((int) Math.max(1, data.size() / rows));
  }

  /// The mean losses over whole parts, after statistics of the whole training part.
  ///
  /// @param validation null where the part is empty
  /// @param test null where the part is empty
  public record Losses(double train, @Nullable Double validation, @Nullable Double test) {}

  /// Ends a training: makes the statistics of the whole training part, and looks at all parts.
  public Losses finish() {
    model.model().calibrate(data.train().x());
    return new Losses(model.loss(data.train()), lossOf(data.validation()), lossOf(data.test()));
  }

  private @Nullable Double lossOf(@Nullable Dataset part) {
    return part == null ? null : (Double) model.loss(part);
  }

  /// All that is needed to go on, or to use the model.
  public Checkpoint checkpoint() {
    SequencedMap<String, Tensor> tensors = training.state();
    history.state().forEach((name, tensor) -> tensors.put(HISTORY + name, tensor));
    health.state().forEach((name, tensor) -> tensors.put(HEALTH + name, tensor));
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    model.settings().texts().forEach((name, text) -> metadata.put(TextModel.SETTING + name, text));
    metadata.put(TextModel.CHARACTERS, model.vocabulary().characters());
    metadata.put(TEXT, digest);
    return new Checkpoint(tensors, metadata);
  }
}
