package dev.chainrule.check.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.doctor.Hypothesis.Reach;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowsTest {
  private static Hypothesis of(String id, Reach reach) {
    return new Hypothesis(id, "", false, reach, null, scene -> null);
  }

  /// The names that are left of `ids`, which are all of the variable's own step.
  private static List<String> left(String... ids) {
    List<Hypothesis> fitting = new ArrayList<>();
    for (String id : ids) {
      fitting.add(of(id, Reach.OWN));
    }
    return left(fitting);
  }

  private static List<String> left(List<Hypothesis> fitting) {
    return Shadows.unshadowed(fitting).stream().map(Hypothesis::id).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "overwritten-fan-out, fan-out-path-missing",
    "partial-upstream, wrong-upstream",
    "norm-statistics-constant, fan-out-path-missing",
    "softmax-diagonal-only, normaliser-path-missing",
    "gain-uses-output, wrong-operand",
    "missing-batch-mean, pool-scale-missing",
    "missing-factor-two, wrong-power-factor",
    "activation-input-for-output, wrong-activation-derivative",
    "wrong-shape, reshape-for-transpose",
    "double-counted-path, not-zeroed",
    "matmul-transposed, matmul-operand",
    "sign, scale-constant",
    "sign, wrong-upstream",
    "wrong-axis, wrong-operand",
    "wrong-upstream, scale-constant",
  })
  void theSpecificShadowsTheGeneralInEitherOrder(String specific, String general) {
    assertThat(left(specific, general)).containsExactly(specific);
    assertThat(left(general, specific)).containsExactly(specific);
  }

  @Test
  void unrelatedMistakesAreAllNamed() {
    assertThat(left("wrong-axis", "matmul-transposed"))
        .containsExactly("wrong-axis", "matmul-transposed");
    assertThat(left("wrong-upstream", "wrong-operand"))
        .containsExactly("wrong-upstream", "wrong-operand");
  }

  @Test
  void aTransposeMayBeSeveralThings() {
    assertThat(left("matmul-transposed", "reshape-for-transpose"))
        .containsExactly("matmul-transposed", "reshape-for-transpose");
  }

  @Test
  void aNameComesOnceAndAloneItStays() {
    assertThat(left("scale-constant", "scale-constant")).containsExactly("scale-constant");
    assertThat(left("wrong-upstream")).containsExactly("wrong-upstream");
    assertThat(left()).isEmpty();
  }

  @Test
  void aGradientThatHasNothingToDoWithTheVariableExplainsAll() {
    List<Hypothesis> fitting =
        List.of(
            of("sign", Reach.OWN),
            of("wrong-upstream", Reach.ASTRAY),
            of("wrong-upstream", Reach.ASTRAY));
    assertThat(left(fitting)).containsExactly("wrong-upstream");
    assertThat(Shadows.unshadowed(fitting).getFirst().reach()).isEqualTo(Reach.ASTRAY);
  }

  @Test
  void aGradientThatWasPassedOverHidesMistakesInBetween() {
    assertThat(
            left(
                List.of(
                    of("activation-derivative-missing", Reach.BETWEEN),
                    of("wrong-upstream", Reach.SKIP))))
        .containsExactly("wrong-upstream");
    assertThat(left(List.of(of("sign", Reach.OWN), of("wrong-upstream", Reach.SKIP))))
        .containsExactly("sign", "wrong-upstream");
  }
}
