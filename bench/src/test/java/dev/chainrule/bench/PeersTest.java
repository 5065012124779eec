package dev.chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The others, as far as they are part of this repository.
class PeersTest {
  @TempDir private Path folder;

  private Contestants.Entry peer(String name) throws IOException {
    return Contestants.peers(folder, "").stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theScalarsInPythonHaveOurGradients() throws Exception {
    Task task = Works.moons(new Inputs(folder), 10);
    try (Child python = peer(Contestants.PYTHON).start(1)) {
      assertThat(python.name()).startsWith("Python 3.");
      List<double[]> theirs = python.prepare(task).orElseThrow();
      List<double[]> ours = new MoonsNet(task).answer();
      assertThat(theirs).hasSize(2);
      assertThat(Agreement.difference(ours, theirs)).isLessThan(1e-13);
      assertThat(python.time(1)).isPositive();
      assertThat(python.prepare(new Task("matmul", Map.of(), task.inputs()))).isEmpty();
    }
  }

  @Test
  void weAnswerAsAProcessToo() throws Exception {
    Task task = Works.moons(new Inputs(folder), 10);
    try (Child ours = Contestants.ours().start(1)) {
      List<double[]> there = ours.prepare(task).orElseThrow();
      assertThat(Agreement.difference(new MoonsNet(task).answer(), there)).isZero();
      assertThat(ours.time(2)).isPositive();
    }
  }

  @Test
  void whatGoesWrongInAProcessIsSaid() throws Exception {
    Task broken = new Task("matmul", Map.of(), List.of());
    try (Child ours = Contestants.ours().start(1);
        Child python = peer(Contestants.PYTHON).start(1)) {
      assertThatThrownBy(() -> ours.prepare(broken)).hasMessageContaining("matmul: no input a");
      assertThatThrownBy(() -> python.time(1)).hasMessageContaining("TypeError");
      assertThat(ours.prepare(Works.moons(new Inputs(folder), 2))).isPresent();
    }
  }

  /// Without gcc there is no such contestant, and nothing to compile.
  @Test
  void theStepInCHasOurLosses() {
    assumeThat(runs("gcc")).isTrue();
    for (int correction = 0; correction <= 1; correction++) {
      boolean fused = correction == 0;
      Task task = Works.step(new Inputs(folder), 64, fused, correction);
      double[] ours = new CharacterModel(task).answer().getFirst();
      double[] inC = new HandWrittenC().prepare(task).orElseThrow().answer().getFirst();
      for (int i = 0; i < ours.length; i++) {
        assertThat(inC[i]).as("step %d", i).isCloseTo(ours[i], within(1e-4));
      }
    }
  }

  private static boolean runs(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  @Test
  void aProgramThatIsNotThereIsMissing() {
    assertThatThrownBy(() -> Child.start(List.of("no-such-program"), environment -> {}))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("there is no program no-such-program");
  }

  @Test
  void aContestantThatIsNotBuiltInIsMissing() {
    assertThatThrownBy(() -> peer(Contestants.DJL).start(1))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("this build is without it");
  }

  @Test
  void everyMissingPeerHasASentence() {
    Contestants.Entry nobody =
        new Contestants.Entry("Nobody", List.of("no-such-program"), "", "apt-get install nobody");
    assertThatThrownBy(() -> nobody.start(1)).isInstanceOf(UnavailableException.class);
    assertThat(Match.missing(nobody, new UnavailableException("there is no nobody")))
        .isEqualTo("Nobody is missing (there is no nobody); to have it: apt-get install nobody");
  }
}
