package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookTest {
  private final Tensor x = Tensor.of(new double[] {2, 3}).requiresGrad(true);

  @Test
  void aHookSeesTheCompleteGradientOnce() {
    List<double[]> seen = new ArrayList<>();
    Tensor h = x.mul(2);
    h.registerHook(
        gradient -> {
          seen.add(gradient.toDoubleArray());
          return gradient;
        });
    h.mul(h).sum().backward();
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst()).containsExactly(8, 12);
    assertThat(x.grad().toDoubleArray()).containsExactly(16, 24);
  }

  @Test
  void whatAHookReturnsGoesOn() {
    Tensor h = x.mul(2).retainGrad();
    h.registerHook(gradient -> gradient.mul(10));
    h.sum().backward();
    assertThat(h.grad().toDoubleArray()).containsExactly(10, 10);
    assertThat(x.grad().toDoubleArray()).containsExactly(20, 20);
  }

  @Test
  void hooksRunInTheOrderTheyWereAdded() {
    x.registerHook(gradient -> gradient.add(1));
    x.registerHook(gradient -> gradient.mul(10));
    x.sum().backward();
    assertThat(x.grad().toDoubleArray()).containsExactly(20, 20);
  }

  @Test
  void aHookOnALeafSeesEachPassAndNotTheSum() {
    List<Double> seen = new ArrayList<>();
    x.registerHook(
        gradient -> {
          seen.add(gradient.sum().item());
          return gradient;
        });
    x.sum().backward();
    x.sum().backward();
    assertThat(seen).containsExactly(2.0, 2.0);
    assertThat(x.grad().toDoubleArray()).containsExactly(2, 2);
  }

  @Test
  void withCreateGraphTheHookIsDifferentiatedToo() {
    x.registerHook(gradient -> gradient.mul(gradient));
    x.square().sum().backward(null, false, true);
    Tensor gradient = x.grad();
    assertThat(gradient.toDoubleArray()).containsExactly(16, 36);
    // d(4x²)/dx = 8x, which the hook on x squares again.
    x.zeroGrad();
    gradient.sum().backward();
    assertThat(x.grad().toDoubleArray()).containsExactly(256, 576);
  }

  @Test
  void aHookAlsoActsOnFunctionalGradients() {
    x.registerHook(gradient -> gradient.neg());
    assertThat(Gradients.of(x.sum(), List.of(x)).getFirst().toDoubleArray())
        .containsExactly(-1, -1);
  }

  @Test
  void aHookMustReturnAGradientThatFits() {
    x.registerHook(gradient -> gradient.sum());
    assertThatThrownBy(() -> x.sum().backward())
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "registerHook: the hook must return a gradient like the one it gets, float64 [2]; it"
                + " returned float64 []");
  }

  @Test
  void whatAHookKeepsIsNotUsedAgain() {
    List<Tensor> kept = new ArrayList<>();
    Tensor leaf = Tensor.ones(20, 30).requiresGrad(true);
    Tensor h = leaf.mul(2);
    h.registerHook(
        gradient -> {
          kept.add(gradient);
          return gradient;
        });
    h.mul(3).sum().backward();
    Tensor.ones(20, 30).exp();
    assertThat(kept.getFirst().toFloatArray()).containsOnly(3);
    assertThat(leaf.grad().toFloatArray()).containsOnly(6);
  }
}
