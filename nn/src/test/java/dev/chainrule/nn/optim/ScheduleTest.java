package dev.chainrule.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Boundaries and errors; the rates are in the golden tests.
class ScheduleTest {
  @Test
  void aBoundaryIsTheFirstStepOfTheNewRate() {
    Schedule schedule = Schedule.constant(0.1).then(100_000, 0.01);
    assertThat(schedule.at(99_999)).isEqualTo(0.1);
    assertThat(schedule.at(100_000)).isEqualTo(0.01);
  }

  @Test
  void whatIsOverStaysAtItsEnd() {
    assertThat(Schedule.cosine(1, 0.1, 10).at(10)).isEqualTo(0.1);
    assertThat(Schedule.cosine(1, 0.1, 10).at(1_000_000)).isEqualTo(0.1);
    assertThat(Schedule.linear(1, 0.1, 10).at(99)).isEqualTo(0.1);
  }

  @Test
  void aWarmUpEndsAtTheFirstRate() {
    Schedule schedule = Schedule.cosine(0.5, 0, 10).afterWarmUp(5);
    assertThat(schedule.at(0)).isCloseTo(0.1, within(1e-16));
    assertThat(schedule.at(4)).isEqualTo(0.5);
    assertThat(schedule.at(5)).isEqualTo(0.5);
    assertThat(schedule.at(15)).isEqualTo(0);
  }

  @Test
  void thereMustBeAStep() {
    assertThatThrownBy(() -> Schedule.cosine(1, 0, 0))
        .hasMessage("cosine: the number of steps must be 1 or more; given 0");
    assertThatThrownBy(() -> Schedule.constant(1).afterWarmUp(-3))
        .hasMessage("afterWarmUp: the number of steps must be 1 or more; given -3");
  }
}
