package dev.chainrule.nn.health;

import static dev.chainrule.nn.health.Patient.CLASSES;
import static dev.chainrule.nn.health.Patient.IN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.nn.Activation;
import dev.chainrule.nn.BatchNorm1d;
import dev.chainrule.nn.Dropout;
import dev.chainrule.nn.Embedding;
import dev.chainrule.nn.LayerNorm;
import dev.chainrule.nn.Linear;
import dev.chainrule.nn.Module;
import dev.chainrule.nn.Sequential;
import dev.chainrule.nn.Variance;
import dev.chainrule.nn.data.Dataset;
import dev.chainrule.nn.model.CharacterMlp;
import dev.chainrule.nn.optim.AdamW;
import dev.chainrule.nn.optim.Schedule;
import dev.chainrule.nn.optim.Sgd;
import dev.chainrule.nn.train.Evaluation;
import dev.chainrule.nn.train.Training;
import dev.chainrule.nn.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Models that are trained with an illness, and healthy ones.
class RulesTest {
  private final Generator generator = new Generator(1);

  private static Activation named(String name) {
    return switch (name) {
      case "tanh" -> Activation.tanh();
      case "sigmoid" -> Activation.sigmoid();
      case "relu" -> Activation.relu();
      default -> Activation.gelu();
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"tanh", "sigmoid", "relu", "gelu"})
  void nothingIsFoundInAHealthyTraining(String activation) {
    assertThat(Patient.of(Patient.mlp(named(activation))).run().monitor.findings()).isEmpty();
  }

  @Test
  void norHereWithBatchNormDropoutWeightDecayAndValidation() {
    Module model =
        new Sequential(
            new Linear(IN, 32, generator),
            new BatchNorm1d(32),
            Activation.relu(),
            new Dropout(0.2, 5),
            new Linear(32, CLASSES, generator));
    Patient patient =
        new Patient(
            model,
            Patient.crossEntropy(model),
            Patient.data(1),
            new AdamW(),
            Schedule.constant(1e-3));
    validating(patient, Patient.data(7));
    assertThat(patient.run().monitor.findings()).isEmpty();
  }

  @Test
  void norWhereAnythingButAClassIsLearnt() {
    Module model = new Sequential(new Linear(IN, 1, generator));
    Dataset data = Patient.data(1);
    Tensor target = data.x().sum(1, true).mul(3).add(1);
    Patient patient =
        new Patient(
            model,
            (x, y) -> model.forward(x).mseLoss(y),
            new Dataset(data.x(), target.add(Tensor.randn(generator, 500, 1))),
            new Sgd(),
            Schedule.constant(0.01));
    assertThat(patient.run().monitor.findings()).isEmpty();
  }

  private static void validating(Patient patient, Dataset other) {
    BiFunction<Tensor, Tensor, Tensor> loss = Patient.crossEntropy(patient.model);
    patient.training.with(
        new TrainingListener() {
          @Override
          public void afterUpdate(long step, double ofBatch) {
            if ((step + 1) % 100 == 0) {
              patient.history.validated(
                  step + 1, Evaluation.meanLoss(patient.model, loss, other, 500));
            }
          }
        });
  }

  @Test
  void aLastLayerThatStartsLargeGivesALargeFirstLoss() {
    Module model = Patient.mlp(Activation.tanh());
    Patient.scale(model, "2.weight", 30);
    Finding finding = Patient.of(model).run(300).finding("initial-loss");
    assertThat(finding.value()).isGreaterThan(finding.threshold());
    assertThat(finding.threshold()).isEqualTo(Math.log(4) + 1);
    assertThat(finding.message()).contains("even chances among 4 classes would give ln 4 = 1.39");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tanh", "sigmoid"})
  void aFirstLayerThatStartsLargeSaturatesItsUnits(String activation) {
    Module model = Patient.mlp(named(activation));
    Patient.scale(model, "0.weight", 40);
    Finding finding = Patient.of(model).run().finding("saturated-units");
    assertThat(finding.value()).isBetween(0.35, 1.0);
    assertThat(finding.message())
        .contains(
            "\"%s after 0\" are in the flat ends of the function at the".formatted(activation));
  }

  @Test
  void biasesFarBelowZeroKillRelus() {
    Module model = Patient.mlp(Activation.relu());
    model.parameters().get("0.bias").detach().narrow(0, 0, 6).fillInPlace(-50);
    Finding finding = Patient.of(model).run().finding("dead-units");
    assertThat(finding.value()).isEqualTo(6.0 / 16);
    assertThat(finding.message()).startsWith("6 of 16 units of \"relu after 0\"");
  }

  private Module deep(int layers, Activation activation, double gain) {
    List<Module> modules = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      modules.add(new Linear(i == 0 ? IN : 16, 16, generator));
      modules.add(activation);
    }
    modules.add(new Linear(16, CLASSES, generator));
    Module model = new Sequential(modules);
    model.parameters().forEach((name, tensor) -> tensor.detach().mulInPlace(gain));
    return model;
  }

  @Test
  void gradientsVanishThroughManySigmoids() {
    Finding finding =
        Patient.of(deep(8, Activation.sigmoid(), 1)).run(700).finding("vanishing-gradients");
    assertThat(finding.message()).startsWith("The gradient of 0.weight is ");
  }

  @Test
  void gradientsExplodeThroughManyLargeLayers() {
    Finding finding =
        Patient.of(deep(6, Activation.of("half", x -> x.mul(0.5).sin().mul(2)), 60), 1e-12)
            .run(700)
            .finding("exploding-gradients");
    assertThat(finding.value()).isGreaterThan(1_000);
  }

  @Test
  void aWeightThatIsLargeBeforeANormHardlyMoves() {
    Module model =
        new Sequential(
            new Linear(IN, 16, generator),
            new LayerNorm(16),
            Activation.tanh(),
            new Linear(16, CLASSES, generator));
    Patient.scale(model, "0.weight", 1_000);
    Finding finding = Patient.of(model).run().finding("update-ratio");
    assertThat(finding.value()).isPositive().isLessThan(1e-5);
    assertThat(finding.message()).contains("A step changes 0.weight by");
  }

  @Test
  void aWeightThatDecayKeepsSmallMovesByMuch() {
    Module model =
        new Sequential(
            new Linear(IN, 16, generator),
            new LayerNorm(16),
            Activation.tanh(),
            new Linear(16, CLASSES, generator));
    Patient patient =
        new Patient(
            model,
            Patient.crossEntropy(model),
            Patient.data(1),
            new AdamW().withWeightDecay(1),
            Schedule.constant(0.1));
    Finding finding = patient.run().finding("update-ratio");
    assertThat(finding.value()).isGreaterThan(0.1);
  }

  /// A module with a parameter that it does not use.
  private static final class Forgetful extends Module {
    private final Linear used;

    Forgetful(Generator generator) {
      parameter("forgotten", Tensor.ones(3, 3));
      used = child("used", new Linear(IN, CLASSES, generator));
    }

    @Override
    public Tensor forward(Tensor x) {
      return used.forward(x);
    }
  }

  @Test
  void aParameterThatIsNotUsedNeverMoves() {
    Finding finding = Patient.of(new Forgetful(generator)).run(300).finding("never-moves");
    assertThat(finding.value()).isEqualTo(1);
    assertThat(finding.message())
        .startsWith("100 % of the entries of forgotten have not moved in 257 steps")
        .contains("its gradient is zero");
  }

  @Test
  void norDoesAnyWhereTheRateIsZero() {
    Patient patient = Patient.of(Patient.mlp(Activation.tanh()), 0).run(300);
    assertThat(patient.finding("never-moves").message()).contains("the learning rate is 0");
  }

  @Test
  void norWhatComesFromInputsThatAreNeverOn() {
    Module model = Patient.mlp(Activation.tanh());
    Dataset data = Patient.data(1);
    Tensor x = data.x().copy();
    x.narrow(1, 0, 2).fillInPlace(0);
    Patient patient =
        new Patient(
            model,
            Patient.crossEntropy(model),
            new Dataset(x, data.y()),
            new Sgd(),
            Schedule.constant(0.1));
    Finding finding = patient.run(300).finding("never-moves");
    assertThat(finding.value()).isEqualTo(0.25);
  }

  @Test
  void rowsThatNoBatchUsesAreNeverTouchedThoughWeightDecayMovesThem() {
    Module model = new Sequential(new Embedding(10, 6, generator), new Linear(6, 4, generator));
    Tensor x = Tensor.of(new Generator(4).randint(0, 8, 300));
    Dataset data = new Dataset(x, Tensor.of(new Generator(5).randint(0, 4, 300)));
    Patient patient =
        new Patient(model, Patient.crossEntropy(model), data, new AdamW(), Schedule.constant(0.01));
    Finding finding = patient.run(600).finding("untouched-rows");
    assertThat(finding.value()).isEqualTo(2);
    assertThat(finding.message()).contains("2 of the 10 rows of 0.weight").contains("(rows 8, 9)");
  }

  @Test
  void aRunningMeanThatIsSlowDrifts() {
    Module model =
        new Sequential(
            new Linear(IN, 16, generator),
            new BatchNorm1d(16, 1e-5, 1e-5, Variance.BIASED, Variance.BESSEL, DType.FLOAT32),
            Activation.tanh(),
            new Linear(16, CLASSES, generator));
    model.parameters().get("0.bias").detach().fillInPlace(3);
    Finding finding = Patient.of(model).run().finding("norm-drift");
    assertThat(finding.message()).startsWith("The statistics that 1 evaluates with");
  }

  @Test
  void aCalibrationThatIsOldDrifts() {
    CharacterMlp model = new CharacterMlp(5, 2, 4, 8, CharacterMlp.Backward.TAPE, new Generator(1));
    Tensor x = Tensor.of(new Generator(2).randint(0, 5, 800)).view(400, 2);
    Dataset data = new Dataset(x, x.select(1, 0));
    model.calibrate(x);
    assertThat(character(model, data).ids()).isEmpty();
    // The embedding is now another one, as if much had been learnt since.
    Patient.scale(model, "C", 4);
    assertThat(character(model, data).ids()).contains("norm-drift");
  }

  private static Patient character(CharacterMlp model, Dataset data) {
    return new Patient(model, model::loss, data, new Sgd(), Schedule.constant(0.01)).run();
  }

  @Test
  void labelsThatBelongToNothingGiveAFlatLoss() {
    Module model = new Sequential(new Linear(IN, CLASSES, generator));
    Dataset data =
        new Dataset(
            Tensor.randn(new Generator(8), 20_000, IN),
            Tensor.of(new Generator(9).randint(0, CLASSES, 20_000)));
    Patient.scale(model, "0.weight", 0.01);
    Patient patient =
        new Patient(model, Patient.crossEntropy(model), data, new Sgd(), Schedule.constant(0.02));
    assertThat(patient.run().ids()).containsExactly("loss-flat");
  }

  @Test
  void aRateThatJumpsMakesTheLossRise() {
    Module model = Patient.mlp(Activation.relu());
    Patient patient =
        new Patient(
            model,
            Patient.crossEntropy(model),
            Patient.data(1),
            new Sgd(0.9),
            Schedule.constant(0.02).then(700, 2));
    assertThat(patient.run().ids()).contains("loss-rising");
  }

  @Test
  void aLogarithmOfZeroIsNamedWithItsStepAndPlace() {
    Module model = Patient.mlp(Activation.relu());
    BiFunction<Tensor, Tensor, Tensor> loss =
        (x, y) -> model.forward(x).softmax(1).gather(1, y.unsqueeze(1)).log().mean().neg();
    Patient patient =
        new Patient(model, loss, Patient.data(1), new Sgd(), Schedule.constant(0.1).then(5, 1e4));
    assertThat(patient.training.run(Patient.STEPS)).isEqualTo(Training.End.NOT_FINITE);
    Finding finding = patient.finding("not-finite");
    assertThat(patient.ids().getFirst()).isEqualTo("not-finite");
    assertThat(finding.message())
        .startsWith("At step %d the loss was NaN or infinite".formatted(patient.training.step()))
        .contains("log after 2 made -Infinity of 0");
  }

  @Test
  void aGradientThatIsNotFiniteIsFoundWhereTheLossIsStillFinite() {
    Module model = new Sequential(new Linear(IN, 1, generator));
    Patient.scale(model, "0.weight", 0);
    Patient.scale(model, "0.bias", 0);
    Dataset data = Patient.data(1);
    BiFunction<Tensor, Tensor, Tensor> loss = (x, y) -> model.forward(x).square().sqrt().mean();
    Patient patient = new Patient(model, loss, data, new Sgd(), Schedule.constant(0.1));
    patient.run(10);
    assertThat(patient.finding("not-finite").message())
        .startsWith("At step 0 a gradient was NaN or infinite")
        .contains("the derivative of sqrt after 0");
  }

  @Test
  void labelsLearntByHeartAreOverfitting() {
    Module model = Patient.mlp(Activation.tanh());
    Dataset few = Patient.data(1).rows(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    Patient patient =
        new Patient(model, Patient.crossEntropy(model), few, new Sgd(), Schedule.constant(0.3));
    validating(patient, Patient.data(7));
    Finding finding = patient.run(2_000).finding("overfitting");
    assertThat(finding.message()).contains("learns its examples by heart");
  }

  /// One number, whatever the input.
  private static final class Single extends Module {
    private final Tensor number = parameter("number", Tensor.zeros(1));

    @Override
    public Tensor forward(Tensor x) {
      return number;
    }
  }

  @Test
  void aRateThatIsTooLargeMakesItsOwnBatchesWorse() {
    Module model = new Single();
    Patient patient =
        new Patient(
            model,
            (x, y) -> model.forward(x).sub(0.3).abs().sum(),
            Patient.data(1),
            new Sgd(),
            Schedule.constant(1));
    // The number goes from 0 to 1 and back: worse at the even steps, of which six are sampled.
    Finding finding = patient.run().finding("learning-rate");
    assertThat(finding.value()).isEqualTo(0.75);
    assertThat(finding.message()).contains("the update made the loss of its own batch larger");
  }

  @Test
  void aRateThatIsTooLargeHasBatchesUndoOneAnother() {
    Module model = new Sequential(new Linear(IN, CLASSES, generator));
    Finding finding = Patient.of(model, 20).run().finding("learning-rate");
    assertThat(finding.value()).isGreaterThan(0.4);
    assertThat(finding.message()).contains("each batch undoes what others taught");
  }

  @Test
  void aRateThatIsTooSmallIsNoneOfASingleWeight() {
    Patient patient = Patient.of(Patient.mlp(Activation.tanh()), 1e-5).run();
    assertThat(patient.finding("learning-rate").value()).isLessThan(1e-5);
    assertThat(patient.ids()).doesNotContain("update-ratio");
  }

  private static Patient bounded(UnaryLoss bound, double largestNorm) {
    Module model = Patient.mlp(Activation.tanh());
    BiFunction<Tensor, Tensor, Tensor> loss =
        (x, y) ->
            bound.apply(model.forward(x).logSoftmax(1).gather(1, y.unsqueeze(1)).neg()).mean();
    Patient patient = new Patient(model, loss, Patient.data(1), new Sgd(), Schedule.constant(0.1));
    patient.training.clippedTo(largestNorm);
    return patient.run();
  }

  /// What is done to the losses of the examples.
  private interface UnaryLoss {
    Tensor apply(Tensor losses);
  }

  @Test
  void aClippedLossIsFoundAndAClippedGradientIsNot() {
    assertThat(bounded(losses -> losses.clamp(-100, 1.5), 1e9).ids())
        .containsExactly("loss-clipped");
    assertThat(bounded(losses -> losses.minimum(Tensor.scalar(1.5)), 1e9).ids())
        .containsExactly("loss-clipped");
    assertThat(bounded(losses -> losses, 0.5).ids()).isEmpty();
  }

  @Test
  void aHingeIsNoClippedLoss() {
    assertThat(bounded(losses -> losses.clamp(0.2, Double.POSITIVE_INFINITY), 1e9).ids()).isEmpty();
  }
}
