package dev.chainrule.check.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Catalogue;
import dev.chainrule.op.Example;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.elementwise.Erf;
import dev.chainrule.op.elementwise.Gelu;
import dev.chainrule.op.linalg.Matmul;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Derivatives by a complex step are exact but for rounding, where there are any.
class ComplexStepTest {
  private static final double NEARLY = 1e-12;

  private static GradCheck of(Operation operation, List<Tensor> inputs) {
    return GradCheck.of(x -> Tensor.apply(operation, x.toArray(Tensor[]::new)), inputs)
        .withTolerance(NEARLY, NEARLY);
  }

  private static Tensor matrix(int rows, int columns) {
    return Tensor.randn(new Generator().manualSeed(5), rows, columns).to(DType.FLOAT64);
  }

  private static boolean applies(Example example) {
    Operation operation = example.operation();
    Tensor y = Tensor.apply(operation, new Draws(1).of(example).toArray(Tensor[]::new));
    return y.dtype() == DType.FLOAT64
        && !(operation instanceof Erf)
        && !(operation instanceof Gelu);
  }

  @TestFactory
  Stream<DynamicTest> everyOperationThatHasOneIsRightToTwelveDigits() {
    List<Example> examples =
        Catalogue.examples().stream().filter(ComplexStepTest::applies).toList();
    assertThat(examples).hasSizeGreaterThan(60);
    return examples.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.operation().toString(),
                    () -> {
                      GradReport report =
                          of(example.operation(), new Draws(1).of(example)).complexStep();
                      assertThat(report.isRight()).as(report.text()).isTrue();
                    }));
  }

  @Test
  void secondDerivativesToo() {
    GradCheck check =
        GradCheck.of(
                x -> x.get(0).matmul(x.get(1)).tanh().softmax(1).log().sum(),
                List.of(matrix(3, 4), matrix(4, 5)))
            .withTolerance(1e-11, 1e-11)
            .secondOrder();
    GradReport report = check.withTolerance(1e-11, 1e-11).complexStep();
    assertThat(report.isRight()).as(report.text()).isTrue();
    assertThat(report.inputs()).extracting(GradReport.Input::compared).containsExactly(384L, 640L);
  }

  @Test
  void aMistakeInTheTwelfthDigitIsCaught() {
    Tensor x = matrix(3, 4);
    Tensor y = matrix(4, 2);
    assertThat(of(new Slightly(1e-10), List.of(x, y)).complexStep().isRight()).isFalse();
    assertThat(of(new Slightly(0), List.of(x, y)).complexStep().isRight()).isTrue();
  }

  /// A product whose gradient of the left factor is too large by a small part, written as a
  /// function of operations that have values at complex numbers.
  private record Slightly(double excess) implements Fused {
    @Override
    public <T> T decompose(TensorAlgebra<T> a, List<T> x) {
      return a.apply(new Matmul(false, false), x);
    }

    @Override
    public NdArray forward(List<NdArray> x) {
      return new Matmul(false, false).forward(x);
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      T right = new Matmul(false, false).vjp(a, input, x, y, gradOutput);
      return input == 0 ? a.mul(right, a.constant(1 + excess)) : right;
    }
  }

  @Test
  void powersOfNegativeNumbersAndZero() {
    Tensor x = Tensor.of(new double[] {-2, -0.5, 0, 3}, 4);
    for (double exponent : new double[] {-3, -1, 1, 2, 3, 7}) {
      Tensor at = exponent < 0 ? x.add(0.25) : x;
      GradReport report =
          GradCheck.of(a -> a.pow(exponent), at).withTolerance(NEARLY, NEARLY).complexStep();
      assertThat(report.isRight()).as("exponent %s: %s", exponent, report.text()).isTrue();
    }
  }

  @Test
  void largeNumbersDoNotOverflow() {
    Tensor x = Tensor.of(new double[] {-800, -30, 30, 800}, 4);
    for (GradCheck check :
        List.of(
            GradCheck.of(Tensor::sigmoid, x),
            GradCheck.of(Tensor::softplus, x),
            GradCheck.of(Tensor::tanh, x),
            GradCheck.of(a -> a.logSoftmax(0), x),
            GradCheck.of(a -> a.logsumexp(0, false), x))) {
      GradReport report = check.withTolerance(NEARLY, NEARLY).complexStep();
      assertThat(report.isRight()).as(report.text()).isTrue();
    }
  }

  @Test
  void whatDoesNotLeadToTheOutputHasSlopeZero() {
    GradReport report =
        GradCheck.of(x -> x.get(0).mul(2), List.of(matrix(1, 2), matrix(1, 2))).complexStep();
    assertThat(report.isRight()).isTrue();
    assertThat(GradCheck.of(x -> x.detach(), matrix(1, 2)).complexStep().isRight()).isTrue();
  }

  @Test
  void anOperationWithoutComplexValuesIsNamed() {
    assertThatThrownBy(() -> GradCheck.of(Tensor::erf, matrix(1, 2)).complexStep())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "complexStep: every operation must have a value at complex numbers; erf has none here;"
                + " use full()");
    assertThatThrownBy(() -> GradCheck.of(x -> x.to(DType.FLOAT32), matrix(1, 2)).complexStep())
        .hasMessage(
            "complexStep: all floats must be float64, which can hold the step; to() makes float32"
                + " of them; use full()");
  }
}
