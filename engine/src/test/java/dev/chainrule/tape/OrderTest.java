package dev.chainrule.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every place once, and after what it is made of.
class OrderTest {
  @Test
  void aPlaceComesAfterAllThatItIsMadeOf() {
    Tensor x = Tensor.scalar(2).requiresGrad(true);
    Tensor a = x.mul(3);
    Tensor b = a.mul(x);
    Tensor c = a.add(b);
    List<Node> order = Order.of(List.of(c.node(), b.node()));
    assertThat(order).containsExactly(x.node(), a.node(), b.node(), c.node());
  }

  @Test
  void aDeepGraphNeedsNoDeepStack() {
    Tensor x = Tensor.scalar(0).requiresGrad(true);
    Tensor y = x;
    for (int i = 0; i < 200_000; i++) {
      y = y.add(1);
    }
    assertThat(Order.of(List.of(y.node()))).hasSize(200_001);
  }
}
