package dev.chainrule.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What clipping leaves; the numbers of PyTorch are in the golden tests.
class ClipTest {
  private static Tensor withGradient(float... gradient) {
    Tensor parameter = Tensor.zeros(gradient.length).requiresGrad(true);
    parameter.mul(Tensor.of(gradient)).sum().backward();
    return parameter;
  }

  @Test
  void theDirectionStays() {
    Tensor a = withGradient(3, 0);
    Tensor b = withGradient(4);
    assertThat(Clip.byGlobalNorm(List.of(a, b, Tensor.zeros(2).requiresGrad(true)), 1))
        .isEqualTo(5);
    assertThat(a.grad().toDoubleArray()[0]).isCloseTo(0.6, within(1e-6));
    assertThat(b.grad().item()).isCloseTo(0.8, within(1e-6));
  }

  @Test
  void whatIsWithinTheBoundIsLeftToTheBit() {
    Tensor a = withGradient(3, 4);
    Clip.byGlobalNorm(List.of(a), 5.1);
    Clip.byValue(List.of(a), 4);
    assertThat(a.grad().toFloatArray()).containsExactly(3, 4);
  }

  @Test
  void aNormThatIsNotFiniteIsReturned() {
    Tensor a = withGradient(1, Float.NaN);
    assertThat(Clip.byGlobalNorm(List.of(a), 1)).isNaN();
    assertThat(a.grad().toFloatArray()).containsOnly(Float.NaN);
  }

  @Test
  void thereIsNothingToClipWithoutGradients() {
    assertThat(Clip.byGlobalNorm(List.of(Tensor.zeros(2)), 1)).isZero();
  }

  @Test
  void aBoundIsAboveZero() {
    assertThatThrownBy(() -> Clip.byGlobalNorm(List.of(), 0))
        .hasMessage("byGlobalNorm: the bound must be above 0; given 0.0");
    assertThatThrownBy(() -> Clip.byValue(List.of(), Double.NaN))
        .hasMessage("byValue: the bound must be above 0; given NaN");
  }
}
