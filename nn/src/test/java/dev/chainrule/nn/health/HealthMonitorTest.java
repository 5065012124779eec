package dev.chainrule.nn.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.nn.Activation;
import dev.chainrule.nn.BatchNorm1d;
import dev.chainrule.nn.Dropout;
import dev.chainrule.nn.Linear;
import dev.chainrule.nn.Module;
import dev.chainrule.nn.Sequential;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.optim.AdamW;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.optim.Schedule;
import dev.chainrule.nn.train.LossHistory;
import dev.chainrule.nn.train.Objective;
import dev.chainrule.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A monitor changes nothing, goes on where it was saved, and names what it sees.
class HealthMonitorTest {
  private static final long STEPS = 700;

  private static Module model() {
    Generator generator = new Generator(1);
    return new Sequential(
        new Linear(Patient.IN, 16, generator),
        new BatchNorm1d(16),
        Activation.tanh(),
        new Dropout(0.3, 9),
        new Linear(16, 16, generator),
        Activation.relu(),
        new Linear(16, Patient.CLASSES, generator));
  }

  /// A training that can be taken apart and put together.
  private static final class Run {
    final Module model = model();
    final LossHistory history = new LossHistory();
    final HealthMonitor monitor = new HealthMonitor(model, Patient.crossEntropy(model), history);
    final Training training =
        new Training(
                model,
                Objective.of(model, Patient.crossEntropy(model)),
                new Optimizer(new AdamW(), 0, model.parameters()),
                Schedule.constant(0.01),
                Batches.random(Patient.data(1), 32, new Generator(3)))
            .with(history);
  }

  private static void assertSame(Map<String, Tensor> actual, Map<String, Tensor> expected) {
    assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
    actual.forEach(
        (name, tensor) ->
            assertThat(tensor.toDoubleArray())
                .as(name)
                .isEqualTo(expected.get(name).toDoubleArray()));
  }

  @Test
  void aTrainingHasTheSameBitsWithAndWithoutIt() {
    Run without = new Run();
    without.training.run(STEPS);
    Run with = new Run();
    with.training.with(with.monitor).run(STEPS);
    assertThat(with.monitor.report().samples()).isPositive();
    assertSame(with.training.state(), without.training.state());
    assertSame(with.history.state(), without.history.state());
  }

  @Test
  void aResumedRunReportsTheWholeHistory() {
    Run whole = new Run();
    whole.training.with(whole.monitor).run(STEPS);
    Run first = new Run();
    first.training.with(first.monitor).run(300);
    Run second = new Run();
    second.training.load(first.training.state());
    second.history.load(first.history.state());
    second.monitor.load(first.monitor.state());
    second.training.with(second.monitor).run(STEPS);
    assertThat(second.monitor.report()).isEqualTo(whole.monitor.report());
    assertSame(second.monitor.state(), whole.monitor.state());
  }

  @Test
  void aStateThatLacksSomethingIsRefused() {
    Run run = new Run();
    Map<String, Tensor> state = run.monitor.state();
    state.remove("parameter.0.weight.moved");
    assertThatThrownBy(() -> new Run().monitor.load(state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "load: the state of a health monitor has \"parameter.0.weight.moved\"; none was given");
  }

  @Test
  void layersAreNamedByWhatLeadsIntoThem() {
    Run run = new Run();
    run.training.with(run.monitor).run(1);
    HealthReport report = run.monitor.report();
    assertThat(report.layers().stream().map(LayerHealth::name))
        .containsExactly("tanh after 1", "relu after 4", "logits");
    assertThat(report.norms().stream().map(NormHealth::name)).containsExactly("1");
    assertThat(report.classes()).isEqualTo(Patient.CLASSES);
    assertThat(report.steps()).containsExactly(0L);
  }

  @Test
  void numbersAreThoseOfTheStep() {
    Run run = new Run();
    Run other = new Run();
    other.training.run(1);
    run.training.with(run.monitor).run(1);
    ParameterHealth weight = run.monitor.report().parameters().getFirst();
    double[] before = model().parameters().get("0.weight").toDoubleArray();
    double[] after = other.model.parameters().get("0.weight").toDoubleArray();
    assertThat(weight.name()).isEqualTo("0.weight");
    assertThat(weight.gradientNorms())
        .containsExactly(
            Elements.norm(other.model.parameters().get("0.weight").grad().toDoubleArray()));
    assertThat(weight.weightNorms()).containsExactly(Elements.norm(before));
    assertThat(weight.ratio(0)).isEqualTo(Elements.distance(after, before) / Elements.norm(before));
  }

  @Test
  void listenersHearOfSamplesAndOfEachFindingOnce() {
    Module model = Patient.mlp(Activation.tanh());
    Patient.scale(model, "2.weight", 30);
    Patient patient = Patient.of(model);
    List<Long> measured = new ArrayList<>();
    List<String> found = new ArrayList<>();
    patient.monitor.with(
        new HealthListener() {
          @Override
          public void measured(long step, HealthMonitor monitor) {
            measured.add(step);
          }

          @Override
          public void found(long step, Finding finding) {
            found.add(step + " " + finding.id());
          }
        });
    patient.run(100);
    assertThat(measured).containsExactly(0L, 16L, 64L);
    assertThat(found).containsOnlyOnce("0 initial-loss");
  }
}
