package dev.chainrule.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.nn.model.CharacterMlp.Backward;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Three ways to the same gradients, and batch norm over a whole data set.
class CharacterMlpTest {
  private static final int VOCABULARY = 27;
  private static final int CONTEXT = 3;

  private final Tensor x =
      Tensor.of(new Generator(7).randint(0, VOCABULARY, 40 * CONTEXT)).view(40, CONTEXT);
  private final Tensor y = Tensor.of(new Generator(8).randint(0, VOCABULARY, 40));

  private static CharacterMlp model(Backward backward) {
    return new CharacterMlp(VOCABULARY, CONTEXT, 10, 20, backward, new Generator(1));
  }

  @Test
  void thePublishedSizesHave12297Parameters() {
    assertThat(new CharacterMlp(27, 3, 10, 200, Backward.TAPE, new Generator(1)).parameterCount())
        .isEqualTo(12_297);
  }

  @Test
  void allBackwardPassesGiveTheSameGradients() {
    CharacterMlp tape = model(Backward.TAPE);
    double loss = tape.lossAndGradients(x, y).item();
    for (Backward backward : List.of(Backward.MANUAL, Backward.FUSED)) {
      CharacterMlp other = model(backward);
      assertThat(other.lossAndGradients(x, y).item()).isCloseTo(loss, within(1e-6));
      tape.parameters()
          .forEach(
              (name, parameter) ->
                  assertThat(other.parameters().get(name).grad().toFloatArray())
                      .as("%s by %s", name, backward)
                      .usingComparatorWithPrecision(1e-6f)
                      .containsExactly(parameter.grad().toFloatArray()));
    }
  }

  @Test
  void gradientsReplaceThoseOfTheStepBefore() {
    for (Backward backward : Backward.values()) {
      CharacterMlp model = model(backward);
      model.lossAndGradients(x, y);
      float[] once = model.parameters().get("W2").grad().toFloatArray();
      model.lossAndGradients(x, y);
      assertThat(model.parameters().get("W2").grad().toFloatArray()).isEqualTo(once);
    }
  }

  @Test
  void calibratedOnABatchEvaluationGivesWhatTrainingGave() {
    for (Backward backward : Backward.values()) {
      CharacterMlp model = model(backward);
      double inTraining = model.loss(x, y).item();
      model.calibrate(x);
      model.eval();
      assertThat(model.loss(x, y).item()).isCloseTo(inTraining, within(1e-5));
      assertThat(model.next(x.narrow(0, 0, 1)).shape().toArray()).containsExactly(1, VOCABULARY);
    }
  }

  @Test
  void aBatchOfOneIsRefused() {
    for (Backward backward : Backward.values()) {
      assertThatThrownBy(
              () -> model(backward).lossAndGradients(x.narrow(0, 0, 1), y.narrow(0, 0, 1)))
          .hasMessage(
              "batch norm: a batch must have two rows at least, since its variance divides by n -"
                  + " 1; it has 1; take a larger batch");
    }
  }
}
