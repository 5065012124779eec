package dev.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is dropped, when, and after a resume; the sequence itself is in the golden tests.
class DropoutTest {
  private static final Tensor ONES = Tensor.ones(40, 50);

  @Test
  void someAreZeroAndTheMeanStays() {
    Tensor y = new Dropout(0.25, 1).forward(ONES);
    assertThat(y.eq(0).to(DType.FLOAT32).mean().item()).isCloseTo(0.25, within(0.03));
    assertThat(y.max().item()).isEqualTo((double) (float) (1 / 0.75));
  }

  @Test
  void theGradientPassesWhereTheValueDid() {
    Tensor x = Tensor.ones(40).requiresGrad(true);
    Tensor y = new Dropout(0.5, 2).forward(x);
    y.sum().backward();
    assertThat(x.grad().toFloatArray()).isEqualTo(y.toFloatArray());
  }

  @Test
  void nothingIsDroppedInEvaluation() {
    Dropout dropout = new Dropout(0.5, 3);
    dropout.eval();
    assertThat(dropout.forward(ONES)).isSameAs(ONES);
  }

  @Test
  void whatIsLoadedGoesOn() {
    Dropout dropout = new Dropout(0.5, 4);
    dropout.forward(ONES);
    Map<String, Tensor> saved = new LinkedHashMap<>();
    dropout.state().forEach((name, tensor) -> saved.put(name, tensor.copy()));
    float[] next = dropout.forward(ONES).toFloatArray();
    assertThat(dropout.forward(ONES).toFloatArray()).isNotEqualTo(next);
    Dropout resumed = new Dropout(0.5, 99);
    resumed.load(saved);
    assertThat(resumed.forward(ONES).toFloatArray()).isEqualTo(next);
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> new Dropout(1.5, 0))
        .hasMessage("Dropout: p must be from 0 to 1; given 1.5");
  }
}
