package dev.chainrule.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Tensor;
import dev.chainrule.Value;
import dev.chainrule.array.NdArray;
import dev.chainrule.conformance.Checks;
import dev.chainrule.expr.Rule;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Example;
import dev.chainrule.op.Example.Domain;
import dev.chainrule.op.Example.Input;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A user's own operation, in the user's package, has the same powers as ours.
class CustomOperationTest {
  private static Input input(Domain domain, int... shape) {
    return new Input(domain, Shape.of(shape), 0);
  }

  @TestFactory
  Stream<DynamicContainer> passTheChecksThatOursPass() {
    return Stream.of(
            new Example(new Softsign(), List.of(input(Domain.NONZERO, 3, 4))),
            new Example(
                new Hypotenuse(), List.of(input(Domain.NONZERO, 3, 4), input(Domain.NONZERO, 4))),
            new Example(new Trace(3), List.of(input(Domain.REAL, 3, 3))))
        .map(example -> DynamicContainer.dynamicContainer(example.toString(), checks(example)));
  }

  private static List<DynamicTest> checks(Example example) {
    return Checks.of(example);
  }

  @Test
  void workInBothEngines() {
    Tensor a = Tensor.of(new double[] {3}).requiresGrad(true);
    Tensor b = Tensor.of(new double[] {4}).requiresGrad(true);
    Tensor.apply(new Hypotenuse(), a, b).backward();
    assertThat(a.grad().item()).isEqualTo(0.6);
    assertThat(b.grad().item()).isEqualTo(0.8);

    Value x = Value.of(3);
    Value y = Value.of(4);
    Value length = Value.apply(new Hypotenuse(), x, y);
    length.backward();
    assertThat(length.data()).isEqualTo(5);
    assertThat(x.grad()).isEqualTo(0.6);
    assertThat(y.grad()).isEqualTo(0.8);
  }

  @Test
  void printTheirFormula() {
    assertThat(Rule.of(new Hypotenuse(), 1, 2).formula()).isEqualTo("gradOutput * (b / y)");
    assertThat(Rule.of(new Softsign(), 0, 1).formula()).isEqualTo("gradOutput * (1 - abs(y))²");
    assertThat(Rule.of(new Trace(2), 0, 1).formula())
        .isEqualTo("gradOutput * oneHot(range(size=2), classes=2)");
  }

  @Test
  void refuseByTheirOwnName() {
    assertThatThrownBy(() -> Tensor.apply(new Trace(2), Tensor.ones(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("trace: needs a square matrix; given [2, 3]");
  }

  /// A rule that forgets to bring the gradient back to the shape of its input.
  record WrongShape() implements Operation {
    @Override
    public NdArray forward(List<NdArray> x) {
      return Copies.copy(x.getFirst());
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      return a.sumAll(gradOutput);
    }
  }

  @Test
  void aGradientThatDoesNotFitIsRefusedInBothReadings() {
    Tensor x = Tensor.ones(2, 3).requiresGrad(true);
    for (boolean createGraph : new boolean[] {false, true}) {
      Tensor y = Tensor.apply(new WrongShape(), x).sum();
      assertThatThrownBy(() -> y.backward(null, false, createGraph))
          .isInstanceOf(ShapeException.class)
          .hasMessage(
              "wrongShape: the rule must give input 0, which is [2, 3], a gradient of that shape or"
                  + " of one that broadcasting made of it; given []");
    }
  }

  /// An operation whose forward says that it does not read an input, and reads it.
  record Liar() implements Operation {
    @Override
    public NdArray forward(List<NdArray> x) {
      return Copies.copy(x.getFirst());
    }

    @Override
    public boolean readsElements(int input) {
      return false;
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      return a.mul(gradOutput, a.apply(new Liar(), List.of(x.getFirst())));
    }
  }

  @Test
  void anOperationThatReadsWhatItSaysItDoesNotIsFoundOut() {
    Tensor x = Tensor.ones(2).requiresGrad(true);
    Tensor y = Tensor.apply(new Liar(), x).sum();
    assertThatThrownBy(y::backward)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the elements of this array were not saved; a rule reads them that declared not to");
  }

  /// y = x; its rule keeps what it is given.
  record Keeping(List<Object> kept) implements Operation {
    @Override
    public NdArray forward(List<NdArray> x) {
      return Copies.copy(x.getFirst());
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      kept.add(gradOutput);
      return a.mul(gradOutput, a.constant(2));
    }
  }

  @Test
  void whatARuleKeepsIsNotUsedAgain() {
    List<Object> kept = new ArrayList<>();
    Tensor x = Tensor.ones(20, 30).requiresGrad(true);
    Tensor y = Tensor.apply(new Keeping(kept), x.mul(2)).mul(3);
    y.mul(5).sum().backward();
    Tensor.ones(20, 30).exp();
    assertThat(((NdArray) kept.getLast()).toDoubles()).containsOnly(15);
    assertThat(x.grad().toFloatArray()).containsOnly(60);
  }
}
