package dev.chainrule.nn.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.shape.Shape;
import org.junit.jupiter.api.Test;

/// Fans, gains, and the statistics of what is drawn.
class InitialTest {
  /// A weight \[out, in\] of so many numbers that mean and deviation are known to about 1 %.
  private static final int OUT = 50;

  private static final int IN = 400;

  private static Tensor draw(Initial initial) {
    return initial.draw(DType.FLOAT32, new Generator(5), OUT, IN);
  }

  private static void assertSpread(Initial initial, double mean, double deviation) {
    Tensor drawn = draw(initial);
    assertThat(drawn.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(drawn.mean().item()).isCloseTo(mean, within(0.02 * deviation));
    assertThat(drawn.std().item()).isCloseTo(deviation, within(0.02 * deviation));
  }

  private static void assertBounds(Initial initial, double bound) {
    Tensor drawn = draw(initial);
    assertThat(drawn.max().item()).isBetween(0.99 * bound, bound + 1e-7);
    assertThat(drawn.min().item()).isBetween(-bound - 1e-7, -0.99 * bound);
  }

  @Test
  void theDeviationIsTheOneOfThePaper() {
    assertSpread(Initial.normal(0.5, 0.1), 0.5, 0.1);
    assertSpread(Initial.kaimingNormal(Fan.IN, Gain.RELU), 0, Math.sqrt(2.0 / IN));
    assertSpread(Initial.kaimingNormal(Fan.OUT, Gain.LINEAR), 0, Math.sqrt(1.0 / OUT));
    assertSpread(Initial.kaimingUniform(Fan.IN, Gain.TANH), 0, 5.0 / 3 / Math.sqrt(IN));
    assertSpread(Initial.xavierNormal(Gain.LINEAR), 0, Math.sqrt(2.0 / (IN + OUT)));
    assertSpread(Initial.xavierUniform(Gain.RELU), 0, Math.sqrt(4.0 / (IN + OUT)));
  }

  @Test
  void evenDrawsStayWithinTheirBounds() {
    assertBounds(Initial.uniform(-0.25, 0.25), 0.25);
    assertBounds(Initial.kaimingUniform(Fan.IN, Gain.RELU), Math.sqrt(6.0 / IN));
    assertBounds(Initial.xavierUniform(Gain.LINEAR), Math.sqrt(6.0 / (IN + OUT)));
  }

  /// The mean square after ten layers of relu, from 1 before them.
  private static double throughRelus(double gain) {
    Generator generator = new Generator(3);
    Tensor x = Tensor.randn(generator, 64, 256);
    for (int layer = 0; layer < 10; layer++) {
      Initial initial = Initial.kaimingNormal(Fan.IN, gain);
      x = x.linear(initial.draw(DType.FLOAT32, generator, 256, 256), null).relu();
    }
    return x.square().mean().item();
  }

  /// The purpose of it. Each of ten layers adds some chance: the logarithm of the scale varies by
  /// about a half in all. Without the gain half of the square is lost at each: 2⁻¹⁰.
  @Test
  void kaimingKeepsTheScaleThroughRelus() {
    assertThat(throughRelus(Gain.RELU)).isBetween(0.25, 4.0);
    assertThat(throughRelus(Gain.LINEAR)).isLessThan(0.01);
  }

  @Test
  void anExistingTensorIsFilled() {
    Tensor target = Tensor.full(DType.FLOAT64, 0, 3, 4);
    Initial.xavierUniform(1).fill(target, new Generator(8));
    Tensor drawn = Initial.xavierUniform(1).draw(DType.FLOAT64, new Generator(8), 3, 4);
    assertThat(target.toDoubleArray()).isEqualTo(drawn.toDoubleArray());
  }

  @Test
  void positionsOfAKernelCountInBothFans() {
    assertThat(Fan.IN.of(Shape.of(4, 3, 5))).isEqualTo(15);
    assertThat(Fan.OUT.of(Shape.of(4, 3, 5))).isEqualTo(20);
    assertThat(Fan.IN.of(Shape.of(4, 0))).isZero();
  }

  @Test
  void gainsAreThoseOfTheirActivations() {
    assertThat(Gain.leakyRelu(0)).isEqualTo(Gain.RELU);
    assertThat(Gain.leakyRelu(1)).isEqualTo(Gain.LINEAR);
  }

  @Test
  void whatCannotBeDrawnIsSaid() {
    Generator g = new Generator(1);
    assertThatThrownBy(() -> Initial.kaimingNormal(Fan.IN, 1).draw(DType.FLOAT32, g, 7))
        .hasMessage(
            "fan: a weight must have two axes or more, [out, in, ...]; given [7]; use normal or"
                + " uniform");
    assertThatThrownBy(() -> Initial.uniform(1, 0))
        .hasMessage(
            "uniform: the bounds must be finite, low not above high; got low 1.0 and high 0.0; swap"
                + " them");
    assertThatThrownBy(() -> Initial.normal(0, -1))
        .hasMessage(
            "normal: the standard deviation must not be negative; got -1.0; pass 0 or more");
    assertThatThrownBy(() -> Initial.normal(0, 1).draw(DType.INT64, g, 7))
        .hasMessage("init: parameters are floats; given int64; use FLOAT32 or FLOAT64");
  }
}
