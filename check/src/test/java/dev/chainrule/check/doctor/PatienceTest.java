package dev.chainrule.check.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Tensor;
import dev.chainrule.check.doctor.Diagnosis.Certainty;
import dev.chainrule.check.experiment.HandWritten;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/// What is said where the doctor's time is over, by a clock that goes a millisecond a look.
class PatienceTest {
  private static List<Diagnosis> diagnosesWithin(Duration length) {
    HandWritten experiment =
        HandWritten.of(
            pass -> {
              Tensor x = pass.leaf("x", Tensor.of(new float[] {0.5f, -1, 2}));
              Tensor y = pass.step("y", x.tanh());
              pass.loss("loss", y.square().sum());
              Tensor dy = pass.gradient("y", y.mul(2));
              pass.gradient("x", dy.mul(y.square().add(1)));
            });
    AtomicLong now = new AtomicLong();
    LongSupplier clock = () -> now.getAndAdd(Duration.ofMillis(1).toNanos());
    Doctor doctor =
        new Doctor(experiment, Set.of("dy"), (_, _) -> false, new Patience(length, clock));
    return doctor.diagnose("dx");
  }

  @Test
  void withTimeEnoughTheMistakeIsNamed() {
    assertThat(diagnosesWithin(Duration.ofHours(1)))
        .extracting(Diagnosis::id)
        .containsExactly("wrong-activation-derivative");
  }

  @Test
  void whatWasLookedForInPartHasNoName() {
    for (int milliseconds : new int[] {0, 1, 10}) {
      assertThat(diagnosesWithin(Duration.ofMillis(milliseconds)))
          .as("%d ms", milliseconds)
          .allMatch(
              diagnosis ->
                  diagnosis.id().equals(Diagnosis.UNKNOWN)
                      && diagnosis.certainty() == Certainty.NONE);
    }
    assertThat(diagnosesWithin(Duration.ofMillis(10)).getFirst().because())
        .isEqualTo("not all mistakes were tried: the doctor stops after 0.01 s");
  }

  @Test
  void wholeSecondsAreToldWithoutAPoint() {
    assertThat(new Patience(Duration.ofSeconds(5), () -> 0).reason())
        .isEqualTo("the doctor stops after 5 s");
  }
}
