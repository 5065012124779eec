package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.array.NdArray;
import dev.chainrule.expr.Rule;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.index.Embedding;
import dev.chainrule.op.reduce.Sum;
import dev.chainrule.shape.Axes;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The heart of the design, on five operations of different kinds: one rule, written once, gives
/// the formula as symbols, the gradient as numbers, and a second derivative as recorded numbers.
class OneRuleThreeReadingsTest {
  private static final double EXACT = 1e-15;

  /// The rule of `operation` for input number `input`, read as numbers.
  private static double[] numbers(
      Operation operation, int input, List<Tensor> x, Tensor gradOutput) {
    List<NdArray> arrays = x.stream().map(Tensor::array).toList();
    NdArray y = operation.forward(arrays);
    return operation.vjp(Numbers.INSTANCE, input, arrays, y, gradOutput.array()).toDoubles();
  }

  /// The gradient, read as recorded numbers: it can be differentiated in turn.
  private static Tensor recorded(Operation operation, Tensor of, Tensor gradOutput, Tensor... x) {
    return Gradients.of(Tensor.apply(operation, x), gradOutput, List.of(of), true).getFirst();
  }

  private static Tensor vector(double... elements) {
    return Tensor.of(elements);
  }

  @Test
  void tanh() {
    assertThat(Rule.of(Ops.TANH, 0, 1).formula()).isEqualTo("gradOutput * (1 - y²)");

    Tensor x = vector(0.5, -1).requiresGrad(true);
    Tensor g = vector(2, 3);
    double t = Math.tanh(0.5);
    double u = Math.tanh(-1);
    double[] first = {2 * (1 - t * t), 3 * (1 - u * u)};
    assertThat(numbers(Ops.TANH, 0, List.of(x), g)).containsExactly(first, within(EXACT));

    Tensor gradient = recorded(Ops.TANH, x, g, x);
    assertThat(gradient.toDoubleArray()).containsExactly(first);
    double[] second = {-2 * t * first[0], -2 * u * first[1]};
    assertThat(Gradients.of(gradient.sum(), List.of(x)).getFirst().toDoubleArray())
        .containsExactly(second, within(EXACT));
  }

  @Test
  void mul() {
    assertThat(Rule.of(Ops.MUL, 0, 2).formula()).isEqualTo("gradOutput * b");
    assertThat(Rule.of(Ops.MUL, 1, 2).formula()).isEqualTo("gradOutput * a");

    Tensor a = vector(2, 3).requiresGrad(true);
    Tensor b = vector(5, 7).requiresGrad(true);
    Tensor g = vector(1, 10);
    assertThat(numbers(Ops.MUL, 0, List.of(a, b), g)).containsExactly(5, 70);
    assertThat(numbers(Ops.MUL, 1, List.of(a, b), g)).containsExactly(2, 30);

    // d(g·b)/db = g, and a is no longer in it.
    Tensor gradient = recorded(Ops.MUL, a, g, a, b).sum();
    List<Tensor> second = Gradients.of(gradient, List.of(a, b));
    assertThat(second.get(0).toDoubleArray()).containsExactly(0, 0);
    assertThat(second.get(1).toDoubleArray()).containsExactly(1, 10);
  }

  @Test
  void matmul() {
    assertThat(Rule.of(Ops.MATMUL, 0, 2).formula()).isEqualTo("gradOutput @ bᵀ");
    assertThat(Rule.of(Ops.MATMUL, 1, 2).formula()).isEqualTo("aᵀ @ gradOutput");

    Tensor a = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2).requiresGrad(true);
    Tensor b = Tensor.of(new double[] {5, 6, 7, 8}, 2, 2).requiresGrad(true);
    Tensor g = Tensor.of(new double[] {1, 0, 0, 2}, 2, 2);
    assertThat(numbers(Ops.MATMUL, 0, List.of(a, b), g)).containsExactly(5, 7, 12, 16);
    assertThat(numbers(Ops.MATMUL, 1, List.of(a, b), g)).containsExactly(1, 6, 2, 8);

    // The sum of g·bᵀ over its columns, differentiated by b: each row of g, summed, in each row.
    Tensor gradient = recorded(Ops.MATMUL, a, g, a, b).sum();
    assertThat(Gradients.of(gradient, List.of(b)).getFirst().toDoubleArray())
        .containsExactly(1, 2, 1, 2);
  }

  @Test
  void sum() {
    Operation sum = new Sum(Axes.single(1), false);
    assertThat(Rule.of(sum, 0, 1).formula())
        .isEqualTo("expandTo(unsqueeze(gradOutput, axes=[1]), x)");

    Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3).requiresGrad(true);
    Tensor g = vector(10, 20).requiresGrad(true);
    assertThat(numbers(sum, 0, List.of(x), g)).containsExactly(10, 10, 10, 20, 20, 20);

    // The rule does not depend on x; by its gradOutput it is differentiated back to a sum.
    Tensor gradient = recorded(sum, x, g, x);
    Tensor along = gradient.mul(x.detach()).sum();
    assertThat(Gradients.of(along, List.of(g)).getFirst().toDoubleArray()).containsExactly(6, 15);
  }

  @Test
  void embedding() {
    Operation embedding = new Embedding();
    assertThat(Rule.of(embedding, 0, 2).formula())
        .isEqualTo("indexAdd(zerosLike(a), b, gradOutput, dim=0)");

    Tensor weight = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2).requiresGrad(true);
    Tensor index = Tensor.of(new long[] {2, 0, 2});
    Tensor g = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
    // Row 2 is used twice, so its gradients add up; row 1 is not used.
    assertThat(numbers(embedding, 0, List.of(weight, index), g)).containsExactly(3, 4, 0, 0, 6, 8);

    // Squared, so that a second derivative is left: d²/dw² Σ(w²) = 2 for each use.
    Tensor rows = weight.embedding(index);
    Tensor first =
        Gradients.of(rows.square().sum(), oneOf(weight), List.of(weight), true).getFirst();
    assertThat(first.toDoubleArray()).containsExactly(2, 4, 0, 0, 20, 24);
    assertThat(Gradients.of(first.sum(), List.of(weight)).getFirst().toDoubleArray())
        .containsExactly(2, 2, 0, 0, 4, 4);
  }

  private static Tensor oneOf(Tensor like) {
    return Tensor.full(like.dtype(), 1);
  }
}
