package dev.chainrule.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.ReferenceKernels;
import dev.chainrule.op.elementwise.Gelu;
import dev.chainrule.op.fused.ScaledDotProductAttention;
import dev.chainrule.op.fused.SelfAttention;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.shape.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What computes gradients faster than the rule gives what the rule gives.
class GradInputsTest {
  private static final Numbers NUMBERS = Numbers.INSTANCE;

  private static NdArray draw(Random random, DType dtype, int... shape) {
    NdArray x = NdArray.undefined(dtype, Shape.of(shape));
    for (int i = 0; i < x.numel(); i++) {
      x.buffer().set(i, random.nextGaussian());
    }
    return x;
  }

  private static void requireClose(NdArray actual, NdArray expected, double error) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(error));
  }

  /// \[n, heads, length, width\] as a view of \[n, length, heads, width\], as layers have it.
  private static NdArray heads(Random random, int length, int width) {
    return draw(random, DType.FLOAT32, 2, length, 3, width).permute(0, 2, 1, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, true",
    "1, 5, 3, true",
    "5, 1, 3, true",
    "15, 17, 8, true",
    "17, 15, 8, true",
    "33, 33, 16, true",
    "100, 100, 8, true",
    "300, 300, 5, true",
    "16, 64, 5, false",
    "7, 40, 3, false"
  })
  void attentionIsItsSteps(int rows, int columns, int inner, boolean causal) {
    Random random = new Random(rows * 31L + columns);
    List<NdArray> x =
        List.of(
            heads(random, rows, inner), heads(random, columns, inner), heads(random, columns, 6));
    ScaledDotProductAttention attention = new ScaledDotProductAttention(3, causal, 0.4);
    NdArray y = attention.forward(x);
    requireClose(y, attention.decompose(NUMBERS, x), 2e-6);
    NdArray g = heads(random, rows, 6);
    List<NdArray> gradients = attention.gradInputs(x, y, g);
    for (int input = 0; gradients != null && input < 3; input++) {
      requireClose(gradients.get(input), attention.vjp(NUMBERS, input, x, y, g), 1e-5);
    }
  }

  /// Where weights are kept, and where the sequence is too long for that.
  @ParameterizedTest
  @CsvSource({"3, 1, true", "20, 3, true", "20, 3, false", "70, 2, true"})
  void selfAttentionIsItsSteps(int length, int heads, boolean causal) {
    Random random = new Random(length);
    NdArray in = draw(random, DType.FLOAT32, 3 * heads * 8, 2, length).permute(1, 2, 0);
    NdArray g = draw(random, DType.FLOAT32, 2, heads * 8, length).permute(0, 2, 1);
    SelfAttention attention = new SelfAttention(in.shape(), heads, causal);
    NdArray y = attention.forward(List.of(in));
    requireClose(y, attention.decompose(NUMBERS, List.of(in)), 2e-6);
    NdArray expected = attention.vjp(NUMBERS, 0, List.of(in), y, g);
    Tensor x = Tensor.of(in).requiresGrad(true);
    x.selfAttention(heads, causal).mul(Tensor.of(g)).sum().backward();
    requireClose(x.grad().array(), expected, 1e-5);
    List<NdArray> gradients = attention.gradInputs(List.of(in), y, g);
    if (gradients != null) {
      requireClose(gradients.getFirst(), x.grad().array(), 0);
    }
  }

  @Test
  void aScoreThatIsNoNumberReachesWhatFollowsAsByItsSteps() {
    Random random = new Random(1);
    NdArray query = draw(random, DType.FLOAT32, 20, 4);
    query.buffer().set(5 * 4, Double.NaN);
    NdArray value = draw(random, DType.FLOAT32, 20, 2);
    List<NdArray> x = List.of(query, draw(random, DType.FLOAT32, 20, 4), value);
    ScaledDotProductAttention attention = new ScaledDotProductAttention(1, true, 0.5);
    double[] expected = attention.decompose(NUMBERS, x).toDoubles();
    double[] y = attention.forward(x).toDoubles();
    assertThat(y).containsExactly(expected, within(2e-6));
    assertThat(y[5 * 2]).isNaN();
    assertThat(y[6 * 2]).isFinite();
  }

  /// Its weight is 0 there, and by steps 0·NaN is NaN; kernels leave out whole blocks of such
  /// weights.
  @Test
  void aValueThatIsNoNumberReachesThoseWhoSeeIt() {
    Random random = new Random(2);
    NdArray value = draw(random, DType.FLOAT32, 100, 2);
    value.buffer().set(70 * 2, Double.NaN);
    List<NdArray> x =
        List.of(draw(random, DType.FLOAT32, 100, 4), draw(random, DType.FLOAT32, 100, 4), value);
    ScaledDotProductAttention attention = new ScaledDotProductAttention(1, true, 0.5);
    double[] y = attention.forward(x).toDoubles();
    boolean byKernel = Kernels.active().getClass() != ReferenceKernels.class;
    assertThat(Double.isNaN(y[0])).isNotEqualTo(byKernel);
    for (int row = 70; row < 100; row++) {
      assertThat(y[2 * row]).isNaN();
      assertThat(y[2 * row + 1]).isFinite();
    }
  }

  @Test
  void theDerivativeOfGeluIsItsSteps() {
    Random random = new Random(6);
    NdArray x = draw(random, DType.FLOAT32, 7, 40, 3).permute(2, 0, 1);
    NdArray g = draw(random, DType.FLOAT32, 3, 7, 40);
    Gelu gelu = new Gelu();
    NdArray y = gelu.forward(List.of(x));
    NdArray gradient = gelu.gradInput(0, List.of(x), y, g);
    assertThat(gradient == null).isEqualTo(Kernels.active().getClass() == ReferenceKernels.class);
    if (gradient != null) {
      requireClose(gradient, gelu.vjp(NUMBERS, 0, List.of(x), y, g), 1e-6);
      ResidualKernel.Forward forward = gelu.forwardWithResidual(List.of(x));
      assertThat(forward).isNotNull();
      requireClose(forward.y(), y, 0);
      List<NdArray> kept = gelu.gradInputs(List.of(x), y, forward.residual(), g);
      assertThat(kept).isNotNull();
      requireClose(kept.getFirst(), gradient, 0);
    }
  }

  @Test
  void aLinearLayerAddsItsBias() {
    Random random = new Random(3);
    Tensor x = Tensor.of(draw(random, DType.FLOAT32, 2, 5, 4)).requiresGrad(true);
    Tensor weight = Tensor.of(draw(random, DType.FLOAT32, 7, 4)).requiresGrad(true);
    Tensor bias = Tensor.of(draw(random, DType.FLOAT32, 7)).requiresGrad(true);
    Tensor y = x.linear(weight, bias);
    Tensor expected = x.matmul(weight.t()).add(bias);
    assertThat(y.toFloatArray()).containsExactly(expected.toFloatArray());
    y.square().sum().backward();
    float[] grad = bias.grad().toFloatArray();
    bias.zeroGrad();
    expected.square().sum().backward();
    assertThat(grad).containsExactly(bias.grad().toFloatArray(), within(1e-5f));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void partsOfOneTensorShareItsGradient(int dim) {
    Tensor x = Tensor.arange(216).to(DType.FLOAT32).reshape(6, 6, 6).requiresGrad(true);
    List<Tensor> parts = x.split(2, dim);
    Tensor all = parts.get(0).mul(2).sum().add(parts.get(1).mul(x.narrow(dim, 1, 2)).sum());
    all.add(parts.get(2).square().sum()).backward();
    Tensor copy = x.detach().requiresGrad(true);
    List<Tensor> whole =
        List.of(
            copy.narrow(dim, 0, 2).mul(0).add(2),
            copy.narrow(dim, 2, 2).mul(0),
            copy.narrow(dim, 4, 2).mul(2));
    float[] expected = Tensor.cat(whole, dim).detach().toFloatArray();
    float[] grad = x.grad().toFloatArray();
    // The overlapping part, a product of two slices, adds each to the other's place.
    Tensor crossed = Tensor.zeros(6, 6, 6);
    crossed.narrow(dim, 2, 2).addInPlace(x.detach().narrow(dim, 1, 2));
    crossed.narrow(dim, 1, 2).addInPlace(x.detach().narrow(dim, 2, 2));
    float[] more = crossed.toFloatArray();
    for (int i = 0; i < expected.length; i++) {
      assertThat(grad[i]).isEqualTo(expected[i] + more[i]);
    }
  }

  /// So that a layer's weight, which is used transposed, need not have its gradient copied.
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theGradientOfATransposedMatrixIsATransposedOne(int input) {
    Random random = new Random(5);
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      NdArray left = draw(random, dtype, 5, 70);
      NdArray right = draw(random, dtype, 70, 33);
      NdArray turned = draw(random, dtype, 33, 70).permute(1, 0);
      NdArray otherTurned = draw(random, dtype, 70, 5).permute(1, 0);
      List<NdArray> x = input == 0 ? List.of(otherTurned, right) : List.of(left, turned);
      Matmul matmul = new Matmul(false, false);
      NdArray y = matmul.forward(x);
      NdArray g = draw(random, dtype, 5, 33);
      NdArray gradient = matmul.gradInput(input, x, y, g);
      assertThat(gradient).isNotNull();
      requireClose(gradient, matmul.vjp(NUMBERS, input, x, y, g), 0);
      assertThat(gradient.isContiguous()).isFalse();
      assertThat(gradient.permute(1, 0).isWhole()).isTrue();
      assertThat(matmul.gradInput(1 - input, x, y, g)).isNull();
    }
  }

  @Test
  void theProductOfAnEmptyBatchIsEmpty() {
    NdArray left = NdArray.of(Buffer.allocate(DType.FLOAT32, 0), Shape.of(0, 5, 4));
    List<NdArray> x = List.of(left, draw(new Random(4), DType.FLOAT32, 4, 6));
    assertThat(new Matmul(false, false).forward(x).shape()).isEqualTo(Shape.of(0, 5, 6));
  }
}
