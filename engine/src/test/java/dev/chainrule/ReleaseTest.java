package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.tape.Node;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/// What the tape holds, and for how long.
class ReleaseTest {
  private static boolean isCollected(WeakReference<?> reference) throws InterruptedException {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(1);
    }
    return reference.get() == null;
  }

  @Test
  void whatNoRuleReadsIsNotHeldAtAll() throws InterruptedException {
    Tensor w = Tensor.ones(8).requiresGrad(true);
    Tensor x = Tensor.ones(8);
    WeakReference<Object> elements = new WeakReference<>(x.array().buffer());
    Tensor y = w.add(x).sum();
    x = null;
    assertThat(isCollected(elements)).isTrue();
    y.backward();
    assertThat(w.grad().sum().item()).isEqualTo(8);
  }

  @Test
  void whatARuleReadsIsHeldUntilBackward() throws InterruptedException {
    Tensor w = Tensor.ones(8).requiresGrad(true);
    Tensor x = Tensor.ones(8);
    WeakReference<Object> elements = new WeakReference<>(x.array().buffer());
    Tensor y = w.mul(x).sum();
    x = null;
    System.gc();
    assertThat(elements.get()).isNotNull();
    y.backward();
    assertThat(isCollected(elements)).isTrue();
    assertThat(y.requiresGrad()).as("the result is still held").isTrue();
  }

  @Test
  void aReleasedPlaceHoldsNoElementsAndNoPlaces() {
    Tensor w = Tensor.ones(8).requiresGrad(true);
    Tensor y = w.exp().mul(w).sum();
    Node last = y.node();
    Node product = last.input(0);
    assertThat(product.value(0).hasElements()).isTrue();
    y.backward();
    assertThat(product.input(0)).isNull();
    assertThat(product.input(1)).isNull();
    assertThat(last.input(0)).isNull();
    assertThatThrownBy(() -> product.value(0)).hasMessageContaining("already released");
    assertThatThrownBy(product::output).hasMessageContaining("already released");
  }

  @Test
  void theOutputIsReleasedToo() throws InterruptedException {
    Tensor w = Tensor.ones(8).requiresGrad(true);
    Tensor h = w.exp();
    WeakReference<Object> elements = new WeakReference<>(h.array().buffer());
    Node place = h.node();
    h.sum().backward();
    h = null;
    assertThat(isCollected(elements)).isTrue();
    assertThat(place.isLeaf()).isFalse();
  }

  @Test
  void aRetainedGraphIsHeld() {
    Tensor w = Tensor.ones(8).requiresGrad(true);
    Tensor y = w.exp().sum();
    Node exp = y.node().input(0);
    y.backward(null, true, false);
    assertThat(exp.output().hasElements()).isTrue();
  }

  @Test
  void readingWhatWasNotSavedIsAnError() {
    Tensor w = Tensor.ones(8).requiresGrad(true);
    Node sum = w.sum().node();
    assertThat(sum.value(0).shape()).isEqualTo(w.shape());
    assertThatThrownBy(() -> sum.value(0).buffer())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the elements of this array were not saved; a rule reads them that declared not to");
    assertThatThrownBy(() -> w.node().operation())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a leaf has no operation");
  }
}
