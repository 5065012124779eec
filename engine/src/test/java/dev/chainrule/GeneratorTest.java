package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class GeneratorTest {

  @Test
  void hasFixedDefaultSeed() {
    assertThat(new Generator().initialSeed()).isEqualTo(67280421310721L);
    assertThat(new Generator().rand(4)).isEqualTo(new Generator(67280421310721L).rand(4));
  }

  @Test
  void seedingForgetsWaitingNormal() {
    Generator generator = new Generator(1);
    generator.randn(1);
    assertThat(generator.manualSeed(2).randn(3)).isEqualTo(new Generator(2).randn(3));
  }

  @Test
  void onlyLowHalfOfSeedCounts() {
    assertThat(new Generator((1L << 32) + 7).rand(3)).isEqualTo(new Generator(7).rand(3));
  }

  @Test
  void copyContinuesAlone() {
    Generator generator = new Generator(5);
    generator.randn(3);
    Generator copy = generator.copy();
    float[] expected = generator.randn(2);
    assertThat(copy.randn(2)).isEqualTo(expected);
    generator.rand(1);
    assertThat(copy.state()).isNotEqualTo(generator.state());
    assertThat(copy.initialSeed()).isEqualTo(5);
  }

  @Test
  void longerNormalArraysDoNotBeginWithShorterOnes() {
    assertThat(new Generator(5).randn(20)[0]).isNotEqualTo(new Generator(5).randn(10)[0]);
  }

  @Test
  void fillsAnArrayWithTheNumbersOfANewOne() {
    long[] filled = new long[9];
    new Generator(5).randint(-3, 27, filled);
    assertThat(filled).isEqualTo(new Generator(5).randint(-3, 27, 9));
    assertThat(filled).isNotEqualTo(new Generator(6).randint(-3, 27, 9));
  }

  @Test
  void refusesBadCounts() {
    refuses(
        () -> new Generator().rand(-1),
        "rand: the count must not be negative; got -1; pass 0 or more");
    refuses(
        () -> new Generator().multinomial(new double[] {1, 2}, 3, false),
        "multinomial: the count must be from 1 to 2 (the weights); got 3; "
            + "draw fewer, or with replacement");
    refuses(
        () -> new Generator().multinomial(new float[] {1, 2}, 0, true),
        "multinomial: the count must be 1 or more; got 0; draw at least one");
  }

  @Test
  void refusesBadRanges() {
    refuses(
        () -> new Generator().randint(5, 5, 2),
        "randint: low must be below high; got low 5 and high 5; high itself is never drawn");
    refuses(
        () -> new Generator().uniform(2, 1, 1),
        "uniform: the bounds must be finite, low not above high; got low 2.0 and high 1.0;"
            + " swap them");
    refuses(
        () -> new Generator().bernoulli(1.5, 1),
        "bernoulli: p must be from 0 to 1; got 1.5; pass the probability of true");
    refuses(
        () -> new Generator().bernoulli(Double.NaN, 1),
        "bernoulli: p must be from 0 to 1; got NaN; pass the probability of true");
    refuses(
        () -> new Generator().multinomial(new double[] {1, -2}, 1, false),
        "multinomial: weights must be finite, none negative, and not all 0; got [1.0, -2.0]; "
            + "pass probabilities or counts");
  }

  @Test
  void refusesBadState() {
    refuses(
        () -> new Generator().setState(new byte[3]),
        "setState: a generator's state has 5056 bytes; got 3; pass what state() returned");
    refuses(
        () -> new Generator().setState(new byte[5056]),
        "setState: the next word and the words left must make 625; got 0 and 0; "
            + "pass what state() returned");
  }

  private static void refuses(Runnable action, String message) {
    assertThatIllegalArgumentException().isThrownBy(action::run).withMessage(message);
  }
}
