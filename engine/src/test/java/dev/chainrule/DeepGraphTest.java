package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Chains of a million operations: no recursion anywhere.
class DeepGraphTest {
  private static final int MILLION = 1_000_000;

  @Test
  void aMillionAdditionsOfTensors() {
    Tensor x = Tensor.scalar(1).requiresGrad(true);
    Tensor y = x;
    for (int i = 0; i < MILLION; i++) {
      y = y.add(1);
    }
    y.backward();
    assertThat(y.item()).isEqualTo(MILLION + 1);
    assertThat(x.grad().item()).isEqualTo(1);
  }

  @Test
  void aMillionAdditionsOfValues() {
    Value x = Value.of(1);
    Value y = x;
    for (int i = 0; i < MILLION; i++) {
      y = y.add(x);
    }
    y.backward();
    assertThat(y.data()).isEqualTo(MILLION + 1);
    assertThat(x.grad()).isEqualTo(MILLION + 1);
  }

  @Test
  void aWideFanOutIsAddedUp() {
    Tensor x = Tensor.scalar(1).requiresGrad(true);
    Tensor y = x;
    for (int i = 0; i < 10_000; i++) {
      y = y.add(x);
    }
    y.backward();
    assertThat(x.grad().item()).isEqualTo(10_001);
  }

  @Test
  void aDeepGraphOfGradientsIsWalkedToo() {
    // y = x·1.0001^n by repeated products with a recorded factor: d²y/dx df = n·f^(n−1).
    int n = 5_000;
    Tensor x = Tensor.of(new double[] {2}).requiresGrad(true);
    Tensor f = Tensor.of(new double[] {1.0001}).requiresGrad(true);
    Tensor y = x;
    for (int i = 0; i < n; i++) {
      y = y.mul(f);
    }
    Tensor slope = Gradients.of(y, Tensor.of(new double[] {1}), java.util.List.of(x), true).get(0);
    double second = Gradients.of(slope, java.util.List.of(f)).getFirst().item();
    assertThat(second)
        .isCloseTo(n * Math.pow(1.0001, n - 1), org.assertj.core.data.Offset.offset(1e-8));
  }
}
