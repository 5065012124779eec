package dev.chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitTest {
  @Test
  void timesHaveThreeDigits() {
    Unit time = new Unit.Time();
    assertThat(time.show(7)).isEqualTo("7.00 ns");
    assertThat(time.show(45_678)).isEqualTo("45.7 µs");
    assertThat(time.show(99_960)).isEqualTo("100 µs");
    assertThat(time.show(1_234_567)).isEqualTo("1.23 ms");
    assertThat(time.show(1_234_567_890)).isEqualTo("1235 ms");
  }

  @Test
  void smallRatiosKeepADigit() {
    assertThat(Unit.digits(0.5)).isEqualTo("0.50");
    assertThat(Unit.digits(0.003)).isEqualTo("0.0030");
  }

  @Test
  void aTimeIsShownAsARate() {
    assertThat(new Unit.Rate(2e9).show(20e6)).isEqualTo("100 GFLOP/s");
  }

  @Test
  void aTimeIsShownForANode() {
    assertThat(new Unit.PerNode(100).show(2_000)).isEqualTo("20.0 ns");
  }

  @Test
  void memoryIsInMegabytes() {
    assertThat(new Unit.Memory(1).show(120_000_000)).isEqualTo("120 MB");
  }
}
