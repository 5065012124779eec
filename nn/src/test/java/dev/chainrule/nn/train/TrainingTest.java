package dev.chainrule.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.nn.Linear;
import dev.chainrule.nn.data.Batch;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Dataset;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.optim.Schedule;
import dev.chainrule.nn.train.Training.End;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A line fitted to points.
class TrainingTest {
  private static final Schedule RATES = Schedule.constant(0.05).then(150, 0.005);

  private final Linear line = new Linear(3, 1, new Generator(1));
  private final Training training = training(line);

  private static Dataset points() {
    Tensor x = Tensor.randn(new Generator(2), 64, 3);
    Tensor y = x.matmul(Tensor.of(new float[] {2, -1, 0.5f}, 3, 1)).add(3);
    return new Dataset(x, y);
  }

  private static Training training(Linear line) {
    return new Training(
        line,
        Objective.of(line, (x, y) -> line.forward(x).mseLoss(y)),
        new Optimizer(new Adam(), 0, line.parameters()),
        RATES,
        Batches.epochs(points(), 10, new Generator(3)));
  }

  private static Map<String, Tensor> copy(Map<String, Tensor> state) {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    state.forEach((name, tensor) -> copy.put(name, tensor.detach().copy()));
    return copy;
  }

  @Test
  void theLossFalls() {
    List<Double> losses = new ArrayList<>();
    training.with(
        new TrainingListener() {
          @Override
          public void afterUpdate(long step, double loss) {
            assertThat(step).isEqualTo(losses.size());
            losses.add(loss);
          }
        });
    assertThat(training.run(400)).isEqualTo(End.DONE);
    assertThat(training.step()).isEqualTo(400);
    assertThat(losses).hasSize(400);
    assertThat(losses.getLast()).isLessThan(0.01 * losses.getFirst());
  }

  @Test
  void aLoadedTrainingGoesOnWithTheSameBits() {
    training.run(57);
    Linear other = new Linear(3, 1, new Generator(9));
    Training second = training(other);
    second.load(copy(training.state()));
    assertThat(second.step()).isEqualTo(57);
    training.run(200);
    second.run(200);
    assertThat(other.weight().toFloatArray()).isEqualTo(line.weight().toFloatArray());
    assertThat(second.state().sequencedKeySet()).isEqualTo(training.state().sequencedKeySet());
  }

  @Test
  void aStopEndsTheRunAfterAStepAndTheNextRunGoesOn() {
    training.with(
        new TrainingListener() {
          @Override
          public void afterUpdate(long step, double loss) {
            if (step == 4) {
              training.stop();
            }
          }
        });
    assertThat(training.run(10)).isEqualTo(End.STOPPED);
    assertThat(training.step()).isEqualTo(5);
    assertThat(training.run(10)).isEqualTo(End.DONE);
  }

  @Test
  void aLossThatIsNotFiniteEndsTheRunBeforeTheUpdate() {
    Linear sick = new Linear(3, 1, new Generator(1));
    Dataset points = points();
    List<Double> seen = new ArrayList<>();
    Training ill =
        new Training(
                sick,
                Objective.of(
                    sick, (x, y) -> sick.forward(x).sub(y).square().sum().mul(1e30).square()),
                new Optimizer(new Adam(), 0, sick.parameters()),
                RATES,
                Batches.random(points, 8, new Generator(3)))
            .with(
                new TrainingListener() {
                  @Override
                  public void beforeUpdate(long step, Batch batch, double loss) {
                    seen.add(loss);
                  }
                });
    float[] before = sick.weight().toFloatArray();
    assertThat(ill.run(10)).isEqualTo(End.NOT_FINITE);
    assertThat(seen).containsExactly(Double.POSITIVE_INFINITY);
    assertThat(sick.weight().toFloatArray()).isEqualTo(before);
    assertThat(ill.step()).isZero();
  }

  @Test
  void gradientsAreClippedTogether() {
    List<Double> norms = new ArrayList<>();
    Linear clipped = new Linear(3, 1, new Generator(1));
    Training gentle = training(clipped).clippedTo(0.125);
    gentle.with(
        new TrainingListener() {
          @Override
          public void afterUpdate(long step, double loss) {
            double squares = 0;
            for (Tensor parameter : clipped.parameters().values()) {
              squares += parameter.grad().square().sum().item();
            }
            norms.add(Math.sqrt(squares));
          }
        });
    gentle.run(5);
    assertThat(norms).allMatch(norm -> norm <= 0.125);
  }

  @Test
  void aStateThatLacksSomethingIsRefused() {
    Map<String, Tensor> state = new LinkedHashMap<>(training.state());
    state.remove("batches");
    assertThatThrownBy(() -> training.load(state))
        .hasMessage("load: the state of a training has \"batches\"; none was given");
  }

  @Test
  void theMeanLossOverADataSetDoesNotDependOnHowItIsCut() {
    Dataset points = points();
    double whole = Evaluation.meanLoss(line, (x, y) -> line.forward(x).mseLoss(y), points, 64);
    for (int rows : new int[] {1, 7, 1000}) {
      assertThat(Evaluation.meanLoss(line, (x, y) -> line.forward(x).mseLoss(y), points, rows))
          .isCloseTo(whole, within(1e-5));
    }
    assertThat(line.training()).isTrue();
  }
}
