package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.tape.Node;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GradModeTest {
  /// Σ (x + y), whose rule reads no elements.
  private static Tensor sum() {
    Tensor x = Tensor.of(new double[] {1, 2}).requiresGrad(true);
    Tensor y = Tensor.of(new double[] {3, 4}).requiresGrad(true);
    return x.add(y);
  }

  private static Node node(Tensor tensor) {
    return Objects.requireNonNull(tensor.node());
  }

  private static boolean isKept(Tensor tensor) {
    return node(tensor).value(0).hasElements() && node(tensor).output().hasElements();
  }

  private static <R> R elsewhere(Supplier<R> body) {
    return CompletableFuture.supplyAsync(body).join();
  }

  @Test
  void valuesThatNoRuleReadsAreKeptOnRequestOnly() {
    assertThat(isKept(sum())).isFalse();
    Tensor kept = GradMode.keepingValues(GradModeTest::sum);
    assertThat(isKept(kept)).isTrue();
    assertThat(node(kept).value(1).toDoubles()).containsExactly(3, 4);
    assertThat(node(kept).output().toDoubles()).containsExactly(4, 6);
    assertThat(isKept(sum())).isFalse();
  }

  @Test
  void keepingEndsWhereItsBodyFails() {
    try {
      GradMode.keepingValues(
          () -> {
            throw new IllegalStateException("the body");
          });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("the body");
    }
    assertThat(GradMode.keepsValues()).isFalse();
  }

  @Test
  void anotherThreadHasModesOfItsOwn() {
    boolean[] elsewhere = new boolean[2];
    GradMode.keepingValues(
        () -> elsewhere[0] = Boolean.TRUE.equals(elsewhere(GradMode::keepsValues)));
    GradMode.noGrad(() -> elsewhere[1] = Boolean.TRUE.equals(elsewhere(GradMode::isEnabled)));
    assertThat(elsewhere).containsExactly(false, true);
  }

  @Test
  void modesAreInheritedWithTheBody() {
    Supplier<String> modes = () -> GradMode.isEnabled() + " " + GradMode.keepsValues();
    assertThat(elsewhere(GradMode.inheriting(modes))).isEqualTo("true false");
    Supplier<String> keeping = GradMode.keepingValues(() -> GradMode.inheriting(modes));
    assertThat(elsewhere(keeping)).isEqualTo("true true");
    Supplier<String> unrecorded = GradMode.noGrad(() -> GradMode.inheriting(modes));
    assertThat(elsewhere(unrecorded)).isEqualTo("false false");
    Supplier<String> both =
        GradMode.keepingValues(() -> GradMode.noGrad(() -> GradMode.inheriting(modes)));
    assertThat(elsewhere(both)).isEqualTo("false true");
  }

  @Test
  void aBackwardPassIsTheSameWithAllValuesKept() {
    Tensor x = Tensor.of(new double[] {0.5, -2}).requiresGrad(true);
    Supplier<Tensor> loss = () -> x.tanh().mul(x).sum();
    double[] plain = Gradients.of(loss.get(), List.of(x)).getFirst().toDoubleArray();
    Tensor kept = GradMode.keepingValues(loss);
    assertThat(Gradients.of(kept, List.of(x)).getFirst().toDoubleArray()).containsExactly(plain);
  }
}
