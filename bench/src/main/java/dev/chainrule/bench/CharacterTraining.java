package dev.chainrule.bench;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Dataset;
import dev.chainrule.nn.health.HealthMonitor;
import dev.chainrule.nn.model.CharacterMlp;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.optim.Schedule;
import dev.chainrule.nn.optim.Sgd;
import dev.chainrule.nn.train.LossHistory;
import dev.chainrule.nn.train.Training;
import dev.chainrule.nn.train.TrainingListener;
import java.util.LinkedHashMap;
import java.util.Map;

/// The character model of [CharacterModel] as `chainrule train` trains it: the model and the loop
/// of `nn`, the curve of the losses, and the look at its health.
final class CharacterTraining implements TrainingJob {
  /// Names of the model's parameters, by those of the task's inputs.
  private static final Map<String, String> NAMES =
      Map.of(
          "embedding", "C",
          "weight1", "W1",
          "bias1", "b1",
          "gain", "bngain",
          "shift", "bnbias",
          "weight2", "W2",
          "bias2", "b2");

  private final LossHistory history = new LossHistory();
  private final Training training;
  private double loss;

  CharacterTraining(Task task) {
    CharacterMlp model =
        new CharacterMlp(
            CharacterModel.CHARACTERS,
            CharacterModel.CONTEXT,
            CharacterModel.EMBEDDING,
            task.setting("hidden"),
            CharacterMlp.Backward.FUSED,
            new Generator(CharacterModel.SEED));
    Map<String, Tensor> state = new LinkedHashMap<>(model.state());
    NAMES.forEach((input, name) -> state.put(name, task.input(input).tensor()));
    model.load(state);
    Dataset data = new Dataset(task.input("contexts").tensor(), task.input("next").tensor());
    training =
        new Training(
            model,
            model::lossAndGradients,
            new Optimizer(new Sgd(), CharacterModel.RATE, model.parameters()),
            Schedule.constant(CharacterModel.RATE),
            Batches.random(data, CharacterModel.BATCH, new Generator(CharacterModel.SEED)));
    training.with(history).with(new HealthMonitor(model, model::loss, history));
    training.with(
        new TrainingListener() {
          @Override
          public void afterUpdate(long step, double value) {
            loss = value;
          }
        });
  }

  @Override
  public double step() {
    training.run(training.step() + 1);
    return loss;
  }
}
