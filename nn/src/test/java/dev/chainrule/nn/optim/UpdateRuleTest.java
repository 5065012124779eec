package dev.chainrule.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Tensor;
import dev.chainrule.op.Algebra;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Rules as formulas, their settings, and a rule of a user's own.
class UpdateRuleTest {
  @Test
  void formulasAreTheRules() {
    assertThat(new Sgd().formula()).isEqualTo("p ← p - rate * g");
    assertThat(new Sgd(0.9).withNesterov().withWeightDecay(0.1).formula())
        .isEqualTo(
            """
            m ← mu * m + (g + decay * p)
            p ← p - rate * (g + decay * p + mu * m)\
            """);
    assertThat(new AdamW().formula())
        .isEqualTo(
            """
            m ← beta1 * m + (1 - beta1) * g
            v ← beta2 * v + (1 - beta2) * (g * g)
            p ← kept * p - rate1 * m / (sqrt(v) / scale2 + eps)\
            """);
    assertThat(new RmsProp().formula())
        .isEqualTo(
            """
            v ← alpha * v + (1 - alpha) * (g * g)
            p ← p - rate * g / (sqrt(v) + eps)\
            """);
    assertThat(new Adagrad().formula())
        .isEqualTo(
            """
            s ← s + g * g
            p ← p - rate * g / (sqrt(s) + eps)\
            """);
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Sgd(-0.1))
        .hasMessage("Sgd: momentum must be finite and not negative; given -0.1");
    assertThatThrownBy(() -> new Sgd().withNesterov())
        .hasMessage(
            "Sgd: Nesterov's form needs momentum and no dampening; given momentum 0.0, dampening"
                + " 0.0");
    assertThatThrownBy(() -> new Adam(1, 0.999, 1e-8, 0))
        .hasMessage("Adam: beta1 must be at least 0 and below 1; given 1.0");
    assertThatThrownBy(() -> new AdamW().withWeightDecay(-1))
        .hasMessage("AdamW: weightDecay must be finite and not negative; given -1.0");
    assertThatThrownBy(() -> new RmsProp(0.9, Double.NaN, 0, 0, false))
        .hasMessage("RmsProp: epsilon must be finite and not negative; given NaN");
    assertThatThrownBy(() -> new Adagrad(0, 0, -1, 0))
        .hasMessage("Adagrad: start must be finite and not negative; given -1.0");
  }

  /// Steps of one size along the sign of the gradient (Bernstein et al. 2018).
  private record SignDescent(String asked, String written) implements UpdateRule {
    @Override
    public List<String> memories() {
      return List.of();
    }

    @Override
    public List<String> numbers() {
      return List.of("rate");
    }

    @Override
    public double[] numbers(double rate, long step) {
      return new double[] {rate};
    }

    @Override
    public <T> void update(Algebra<T> a, Cells<T> cells) {
      T step = a.mul(cells.get(asked), a.sign(cells.get(GRADIENT)));
      cells.set(written, a.sub(cells.get(PARAMETER), step));
    }
  }

  @Test
  void aUsersOwnRuleHasTheSamePowers() {
    Tensor a = Tensor.of(new float[] {1, 1, 1}).requiresGrad(true);
    a.mul(Tensor.of(new float[] {-3, 0, 0.5f})).sum().backward();
    new Optimizer(new SignDescent("rate", "p"), 0.25, Map.of("a", a)).step();
    assertThat(a.toFloatArray()).containsExactly(1.25f, 1, 0.75f);
    assertThat(new SignDescent("rate", "p").formula()).isEqualTo("p ← p - rate * sign(g)");
  }

  @Test
  void aCellThatWasNotDeclaredIsRefused() {
    assertThatThrownBy(() -> new Optimizer(new SignDescent("speed", "p"), 0.25, Map.of()))
        .hasMessage(
            "update: a rule uses only cells that it declares, [p, g, rate]; it asked for"
                + " \"speed\"");
  }

  @Test
  void aGradientIsOnlyRead() {
    assertThatThrownBy(() -> new Optimizer(new SignDescent("rate", "g"), 0.25, Map.of()))
        .hasMessage(
            "update: a rule assigns to the parameter and its memories; it assigned to \"g\"");
  }
}
