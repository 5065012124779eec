package dev.chainrule.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.op.index.Embedding;
import dev.chainrule.op.reduce.Mean;
import dev.chainrule.op.view.Cat;
import dev.chainrule.shape.Axes;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the forward pass keeps is what the rule reads: enough, as the conformance test shows by
/// running it, and no more, as is shown here.
class UsesTest {
  /// The inputs that are kept, and y, when the gradients of the `wanted` are.
  private static String kept(Operation operation, boolean... wanted) {
    Uses uses = Uses.of(operation, wanted);
    StringBuilder kept = new StringBuilder();
    IntStream.range(0, wanted.length)
        .filter(uses::input)
        .forEach(i -> kept.append((char) ('a' + i)));
    return kept.append(uses.output() ? "y" : "").toString();
  }

  @Test
  void aSumKeepsNothing() {
    assertThat(kept(Ops.ADD, true, true)).isEmpty();
    assertThat(kept(Ops.NEG, true)).isEmpty();
    assertThat(kept(new Mean(Axes.single(0), false), true)).isEmpty();
    assertThat(kept(Ops.TRANSPOSE, true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, true, ab", "true, false, b", "false, true, a"})
  void aProductKeepsTheFactorOfWhatIsWanted(boolean first, boolean second, String kept) {
    assertThat(kept(Ops.MUL, first, second)).isEqualTo(kept);
    assertThat(kept(Ops.MATMUL, first, second)).isEqualTo(kept);
  }

  @Test
  void whatIsWrittenInTheOutputKeepsTheOutputAlone() {
    assertThat(kept(Ops.TANH, true)).isEqualTo("y");
    assertThat(kept(Ops.EXP, true)).isEqualTo("y");
    assertThat(kept(Ops.SQRT, true)).isEqualTo("y");
    assertThat(kept(Ops.RELU, true)).isEqualTo("a");
  }

  @Test
  void anEmbeddingKeepsTheIndexAndNotTheWeight() {
    assertThat(kept(new Embedding(), true, false)).isEqualTo("b");
  }

  @Test
  void manyInputsShareABitRatherThanBeingForgotten() {
    int count = 100;
    boolean[] wanted = new boolean[count];
    Arrays.fill(wanted, true);
    Uses joined = Uses.of(new Cat(0, Collections.nCopies(count, 1)), wanted);
    assertThat(IntStream.range(0, count).filter(joined::input)).isEmpty();
    assertThat(joined.output()).isFalse();
  }
}
