package dev.chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorksTest {
  @TempDir private Path folder;

  @Test
  void namesAreApart() {
    assertThat(Works.all()).extracting(Work::name).doesNotHaveDuplicates();
  }

  @Test
  void everyGroupIsInAQuickRunToo() {
    List<String> quick =
        Works.all().stream().filter(Work::quick).map(Work::group).distinct().toList();
    assertThat(Works.all()).extracting(Work::group).isSubsetOf(quick);
  }

  @Test
  void aWorkForMoreThreadsThanProcessorsIsLeftOut() {
    assertThat(Main.leftOut(Works.named("threads-1024"), 1))
        .isEqualTo("threads-1024 is left out: it needs 2 processors, and this program may use 1");
  }

  /// Everything of 1,024 elements and less; the rest is the same with larger numbers.
  @Test
  void weDoEveryOperation() {
    List<Work> small =
        Works.all().stream()
            .filter(
                work -> List.of(Works.SMALL_FUNCTIONS, Works.SMALL_PRODUCTS).contains(work.group()))
            .toList();
    assertThat(small).hasSizeGreaterThan(15);
    for (Work work : small) {
      Job job = new Ours().prepare(work.task().apply(new Inputs(folder))).orElseThrow();
      assertThat(job.answer()).as(work.name()).isNotEmpty();
      job.run();
    }
  }

  @Test
  void theFusedStepHasThePlainStepsLosses() {
    double[] plain = losses(false, 1);
    double[] fused = losses(true, 1);
    for (int i = 0; i < plain.length; i++) {
      assertThat(fused[i]).isCloseTo(plain[i], within(1e-5));
    }
    assertThat(plain[plain.length - 1]).isLessThan(plain[0]);
  }

  @Test
  void theTrainingHasTheStepsLosses() {
    Task step = Works.step(new Inputs(folder), 64, false, 1);
    double[] trained = new CharacterTraining(step).answer().getFirst();
    double[] plain = new CharacterModel(step).answer().getFirst();
    for (int i = 0; i < plain.length; i++) {
      assertThat(trained[i]).isCloseTo(plain[i], within(1e-5));
    }
  }

  @Test
  void aGptLearns() {
    GptStep step = new GptStep(GptStep.task(new Inputs(folder)));
    double[] losses = step.answer().getFirst();
    assertThat(losses[0]).isCloseTo(Math.log(GptStep.VOCABULARY), within(0.1));
    assertThat(losses[3]).isLessThan(losses[0] - 0.1);
  }

  /// A fused layer's weight is transposed, so its random numbers are put where the other has them.
  private double[] losses(boolean fused, int correction) {
    Task plain = Works.step(new Inputs(folder), 64, false, correction);
    if (!fused) {
      return new CharacterModel(plain).answer().getFirst();
    }
    return new CharacterModel(fuse(plain, new Inputs(folder))).answer().getFirst();
  }

  private static Task fuse(Task plain, Inputs inputs) {
    for (Input input : plain.inputs()) {
      int last = input.shape().getLast();
      switch (input.name()) {
        case "contexts", "next" -> inputs.longs(input.name(), input.longs(), input.sizes());
        case "weight1", "weight2" ->
            inputs.floats(
                input.name(), input.tensor().t().toFloatArray(), last, input.shape().getFirst());
        case "gain", "shift" -> inputs.floats(input.name(), input.floats(), last);
        default -> inputs.floats(input.name(), input.floats(), input.sizes());
      }
    }
    return new Task(
        plain.operation(),
        Map.of("hidden", 64, "fused", 1, "correction", plain.setting("correction")),
        inputs.all());
  }

  @Test
  void anInputIsReadAsItWasWritten() {
    Inputs inputs = new Inputs(folder);
    inputs.floats("f", new float[] {1.5f, -2}, 2).doubles("d", new double[] {Math.PI}, 1, 1);
    inputs.longs("l", new long[] {Long.MIN_VALUE, 7, 8, 9}, 2, 2);
    assertThat(inputs.all().get(0).floats()).containsExactly(1.5f, -2);
    assertThat(inputs.all().get(1).doubles()).containsExactly(Math.PI);
    assertThat(inputs.all().get(2).longs()).containsExactly(Long.MIN_VALUE, 7, 8, 9);
    assertThat(inputs.all().get(2).tensor().shape().toString()).isEqualTo("[2, 2]");
    inputs.delete();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theNodesOfTheNetAreCounted() {
    // A point: 80 for the first layer, 528 for the second, 32 for the last.
    assertThat(MoonsNet.nodeCount(100)).isEqualTo(100 * (80 + 528 + 32) + 399 + 673 + 3);
    assertThat(MoonsNet.parameterCount()).isEqualTo(48 + 272 + 17);
  }
}
