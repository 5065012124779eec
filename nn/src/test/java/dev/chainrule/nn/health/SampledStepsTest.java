package dev.chainrule.nn.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which steps are looked at.
class SampledStepsTest {
  private static List<Long> until(long end) {
    List<Long> steps = new ArrayList<>();
    for (long at = 0; at < end; at = SampledSteps.after(at)) {
      steps.add(at);
    }
    return steps;
  }

  @Test
  void theyAreDenserAtTheStart() {
    assertThat(until(1_000)).containsExactly(0L, 16L, 64L, 256L, 341L, 454L, 605L, 806L);
    assertThat(until(50_000)).hasSize(36);
  }

  @Test
  void aResumedRunLooksAtTheSameOnes() {
    List<Long> steps = until(60_000);
    for (long from : new long[] {0, 1, 5, 17, 300, 1_000, 50_001}) {
      assertThat(SampledSteps.from(from))
          .isEqualTo(steps.stream().filter(step -> step >= from).findFirst().orElseThrow());
    }
  }
}
