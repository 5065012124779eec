package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Writing in place, and how a backward pass notices.
class InPlaceTest {
  private static Tensor leaf(double... elements) {
    return Tensor.of(elements).requiresGrad(true);
  }

  private static void assertOverwritten(Tensor y, String reader, String writer) {
    assertThatThrownBy(y::backward)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "backward: "
                + reader
                + " needs a value that "
                + writer
                + " has overwritten since; write to a copy, or after backward");
  }

  /// The in-place writes.
  enum Writer {
    ADD("addInPlace", x -> x.addInPlace(Tensor.of(new double[] {1, 1}))),
    ADD_SCALED("addInPlace", x -> x.addInPlace(Tensor.of(new double[] {1, 1}), -0.1)),
    MUL("mulInPlace", x -> x.mulInPlace(2)),
    COPY("copyInPlace", x -> x.copyInPlace(Tensor.of(new double[] {1, 1}))),
    FILL("fillInPlace", x -> x.fillInPlace(0));

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Consumer<Tensor> write;

    Writer(String text, Consumer<Tensor> write) {
      this.text = text;
      this.write = write;
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOverwrittenValueThatTheRuleReadsIsAnErrorThatNamesTheWriter(Writer writer) {
    Tensor w = leaf(1, 2);
    Tensor x = Tensor.of(new double[] {3, 4});
    Tensor y = w.mul(x).sum();
    writer.write.accept(x);
    assertOverwritten(y, "mul", writer.text);
  }

  @Test
  void anOverwrittenOutputIsNoticed() {
    Tensor x = leaf(1, 2);
    Tensor y = x.exp();
    Tensor sum = y.sum();
    y.detach().mulInPlace(2);
    assertOverwritten(sum, "exp", "mulInPlace");
  }

  @Test
  void aWriteThroughAViewIsNoticed() {
    Tensor w = leaf(1, 2);
    Tensor x = Tensor.of(new double[] {3, 4, 5, 6}, 2, 2);
    Tensor y = x.select(0, 0).mul(w).sum();
    x.select(1, 0).fillInPlace(0);
    assertOverwritten(y, "mul", "fillInPlace");
  }

  @Test
  void aValueThatNoRuleReadsMayBeOverwritten() {
    Tensor w = leaf(1, 2);
    Tensor x = Tensor.of(new double[] {3, 4});
    Tensor y = w.add(x).sum();
    x.fillInPlace(0);
    y.backward();
    assertThat(w.grad().toDoubleArray()).containsExactly(1, 1);
  }

  @Test
  void leavesAreUpdatedFreelyAfterBackward() {
    Tensor w = leaf(1, 2);
    w.square().sum().backward();
    w.addInPlace(w.grad(), -0.5);
    assertThat(w.toDoubleArray()).containsExactly(0, 0);
    assertThat(w.requiresGrad()).isTrue();
    assertThat(w.isLeaf()).isTrue();
  }

  @Test
  void writingIntoARecordedResultIsRefused() {
    Tensor y = leaf(1, 2).mul(2);
    assertThatThrownBy(() -> y.fillInPlace(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "fillInPlace: a recorded result must not be overwritten; this tensor is the result of"
                + " mul; compute a new tensor, or detach() first");
    assertThat(y.toDoubleArray()).containsExactly(2, 4);
  }

  @Test
  void theTargetKeepsItsShapeAndDtype() {
    Tensor x = Tensor.zeros(2, 2);
    x.copyInPlace(Tensor.of(new double[] {1.5, 2.5}));
    assertThat(x.toString()).isEqualTo("tensor([[1.5000, 2.5000],\n        [1.5000, 2.5000]])");
    assertThatThrownBy(() -> x.addInPlace(Tensor.ones(3, 2, 2)))
        .hasMessage("addInPlace: the target keeps its shape [2, 2]; the values are [3, 2, 2]");
  }

  @Test
  void aWriteToATransposedViewLandsInTheStorage() {
    Tensor x = Tensor.zeros(2, 3);
    x.t().copyInPlace(Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
    assertThat(x.toDoubleArray()).containsExactly(1, 3, 5, 2, 4, 6);
  }

  @Test
  void whatIsReadFromTheStorageThatIsWrittenIsReadFirst() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    x.copyInPlace(x.t());
    assertThat(x.toDoubleArray()).containsExactly(1, 3, 2, 4);
    Tensor line = Tensor.of(new double[] {1, 2, 3, 4});
    line.narrow(0, 1, 3).copyInPlace(line.narrow(0, 0, 3));
    assertThat(line.toDoubleArray()).containsExactly(1, 1, 2, 3);
  }
}
