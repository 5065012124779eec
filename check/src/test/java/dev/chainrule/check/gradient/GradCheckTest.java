package dev.chainrule.check.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Generator;
import dev.chainrule.GradMode;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Catalogue;
import dev.chainrule.op.Example;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.shape.Axes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is right passes, and what is wrong is caught.
class GradCheckTest {
  private static GradCheck of(Operation operation, List<Tensor> inputs) {
    return GradCheck.of(x -> Tensor.apply(operation, x.toArray(Tensor[]::new)), inputs);
  }

  private static boolean givesFloats(Example example) {
    return Tensor.apply(example.operation(), new Draws(1).of(example).toArray(Tensor[]::new))
        .dtype()
        .isFloat();
  }

  private static Tensor matrix(int rows, int columns) {
    return Tensor.randn(new Generator().manualSeed(5), rows, columns).to(DType.FLOAT64);
  }

  @TestFactory
  Stream<DynamicTest> everyOperationIsRight() {
    return Catalogue.examples().stream()
        .filter(GradCheckTest::givesFloats)
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.operation().toString(),
                    () -> {
                      GradCheck check = of(example.operation(), new Draws(1).of(example));
                      for (GradReport report :
                          List.of(
                              check.full(),
                              check.directions(3, 1),
                              check.focused(3, 1),
                              check.secondOrder().focused(2, 1))) {
                        assertThat(report.isRight()).as(report.text()).isTrue();
                        assertThat(report.inputs()).allMatch(input -> input.kinks().isEmpty());
                      }
                    }));
  }

  /// The mistakes that the operations themselves name for the doctor.
  @TestFactory
  Stream<DynamicTest> everyKnownMistakeIsCaught() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Example example : Catalogue.examples()) {
      List<Tensor> inputs = new Draws(1).of(example);
      var x = inputs.stream().map(Tensor::array).toList();
      var y = example.operation().forward(x);
      if (!y.dtype().isFloat()) {
        continue;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!example.operation().differentiable(i) || !x.get(i).dtype().isFloat()) {
          continue;
        }
        var mistakes = example.operation().mistakes(Numbers.INSTANCE, i, x, y, y);
        double[] right =
            unbroadcast(example.operation().vjp(Numbers.INSTANCE, i, x, y, y), x.get(i));
        for (int m = 0; m < mistakes.size(); m++) {
          // A rule for ties is no mistake where nothing ties.
          double[] wrong = made(mistakes.get(m), x.get(i));
          if (wrong.length == 0 || isSame(right, wrong)) {
            continue;
          }
          Mistaken mistaken = new Mistaken(example.operation(), i, m);
          String name = example.operation() + ": " + mistakes.get(m).what();
          tests.add(DynamicTest.dynamicTest(name, () -> assertCaught(mistaken, inputs)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests.stream();
  }

  /// What a mistake gives; empty where the shapes leave no room for it.
  private static double[] made(Mistake<NdArray> mistake, NdArray like) {
    try {
      return unbroadcast(mistake.gradInput().get(), like);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return new double[0];
    }
  }

  private static double[] unbroadcast(NdArray gradient, NdArray like) {
    return Numbers.INSTANCE.unbroadcast(gradient, like).toDoubles();
  }

  /// Whether the numbers are equal, whatever the sign of zeros.
  private static boolean isSame(double[] a, double[] b) {
    return IntStream.range(0, a.length).allMatch(i -> a[i] == b[i]);
  }

  /// A mistake may read what the right rule does not, so everything is kept.
  private static void assertCaught(Operation operation, List<Tensor> inputs) {
    GradReport report = GradMode.keepingValues(() -> of(operation, inputs).full());
    assertThat(report.isRight()).as(report.text()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfMistakeIsCaughtInEveryMode(Wrong operation) {
    GradCheck check = of(operation, List.of(matrix(4, 4)));
    assertThat(check.full().isRight()).isFalse();
    assertThat(check.directions(1, 1).isRight()).isFalse();
    assertThat(check.focused(2, 1).isRight()).isFalse();
  }

  @Test
  void aWrongSecondDerivativeIsCaughtWhereTheFirstIsRight() {
    // The first derivative reads y = sin x as a constant of the second.
    GradCheck check = GradCheck.of(x -> x.sin().detach().mul(x), matrix(2, 2));
    assertThat(check.full().isRight()).isFalse();
    GradCheck right =
        GradCheck.of(x -> x.get(0).mul(x.get(1)).sin(), List.of(matrix(2, 3), matrix(2, 3)));
    assertThat(right.secondOrder().full().isRight()).isTrue();
    assertThat(right.secondOrder().full().inputs()).allMatch(input -> input.compared() == 6 * 12);
  }

  @Test
  void theWorstEntryIsNamed() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    Tensor weights = Tensor.of(new double[] {1, 1, 1.5, 1}, 2, 2);
    // The value is x², and the rule that of x² with one entry taken half as much again.
    GradReport report =
        GradCheck.of(
                t -> t.square().mul(weights).add(t.square().mul(weights.neg().add(1)).detach()), x)
            .full();
    GradReport.Input input = report.inputs().getFirst();
    assertThat(input.wrong()).isEqualTo(1);
    assertThat(input.compared()).isEqualTo(16);
    assertThat(input.worst().entry()).containsExactly(1, 0);
    assertThat(input.worst().output()).containsExactly(1, 0);
    assertThat(input.worst().analytic()).isEqualTo(9);
    assertThat(report.text())
        .startsWith(
            "input 0 [2, 2]: 16 derivatives compared, 1 wrong; the worst is of output [1, 0] by"
                + " entry [1, 0]: 9.00000000 by the rule, 6.00000000 by differences, 3.00e+00 apart"
                + " where 9.01e-06 is allowed\n");
  }

  @Test
  void aKinkIsSaidToBeOne() {
    GradReport report = GradCheck.of(Tensor::abs, Tensor.of(new double[] {0, 1})).full();
    assertThat(report.isRight()).isTrue();
    Kink kink = report.inputs().getFirst().kinks().getFirst();
    assertThat(kink.entry()).containsExactly(0);
    assertThat(kink.left()).isEqualTo(-1);
    assertThat(kink.right()).isEqualTo(1);
    assertThat(kink.isJump()).isFalse();
    assertThat(report.text())
        .contains(
            "output [0] has a kink at entry [0]: the slope is -1.00000 to the left and 1.00000 to"
                + " the right; the rule gives 0.00000");
  }

  @Test
  void atAKinkARuleMustStillGiveASlopeBetween() {
    Tensor zero = Tensor.of(new double[] {0});
    // relu with slope 3 at 0: no slope of relu lies beyond 1.
    GradCheck check =
        GradCheck.of(x -> x.mul(3).sub(x.mul(3).detach()).add(x.relu().detach()), zero);
    assertThat(check.full().isRight()).isFalse();
  }

  @Test
  void aKinkNearByIsNoneAtThePoint() {
    GradReport report = GradCheck.of(Tensor::relu, Tensor.of(new double[] {3e-4, -3e-4})).full();
    assertThat(report.isRight()).as(report.text()).isTrue();
    assertThat(report.inputs().getFirst().kinks()).isEmpty();
  }

  /// S1.4: with the variance over N−1, the third term over N is wrong by 1/N of itself. PyTorch's
  /// fast mode passes it 20 times of 20, with the tolerances used here.
  @Test
  void aBatchNormWithABiasedThirdTermIsCaughtEveryTime() {
    Normalize norm = new Normalize("batchNorm", Axes.single(0), 1e-5, 1);
    List<Tensor> inputs =
        List.of(
            matrix(32, 64), Tensor.ones(64).to(DType.FLOAT64), Tensor.zeros(64).to(DType.FLOAT64));
    int[] caught = new int[2];
    for (int seed = 1; seed <= 20; seed++) {
      GradCheck check = of(biased(norm, inputs), inputs).withTolerance(1e-3, 1e-5);
      int number = seed;
      caught[0] += GradMode.keepingValues(() -> check.directions(1, number)).isRight() ? 0 : 1;
      caught[1] += GradMode.keepingValues(() -> check.focused(1, number)).isRight() ? 0 : 1;
    }
    assertThat(caught).containsExactly(19, 20);
    assertThat(of(norm, inputs).focused(3, 1).isRight()).isTrue();
  }

  private static Mistaken biased(Normalize norm, List<Tensor> inputs) {
    var x = inputs.stream().map(Tensor::array).toList();
    NdArray y = norm.forward(x);
    var mistakes = norm.mistakes(Numbers.INSTANCE, 0, x, y, y);
    for (int m = 0; m < mistakes.size(); m++) {
      if (mistakes.get(m).id().equals("bn-biased-third-term")) {
        return new Mistaken(norm, 0, m);
      }
    }
    throw new AssertionError("a norm names this mistake");
  }

  @Test
  void theErrorOverTheStepIsAU() {
    List<StepError> curve =
        GradCheck.of(x -> x.tanh().sum(), matrix(3, 3)).sweep(1, 1e-2, 1e-5, 1e-9, 1e-13);
    double[] in64 = curve.stream().mapToDouble(StepError::float64).toArray();
    assertThat(in64[2]).isLessThan(1e-8).isLessThan(in64[0]).isLessThan(in64[4]);
    // Float32 is best at a larger step, and never as good.
    double[] in32 = curve.stream().mapToDouble(StepError::float32).toArray();
    assertThat(in32[1]).isLessThan(in32[0]).isLessThan(in32[2]).isGreaterThan(in64[2]);
    assertThat(in32[3]).isGreaterThan(0.5);
  }

  @Test
  void float32IsRefused() {
    GradCheck check = GradCheck.of(Tensor::exp, Tensor.of(new float[] {1}));
    assertThatThrownBy(check::full)
        .hasMessage(
            "gradCheck: inputs must be float64, where rounding is smaller than the tolerance; input"
                + " 0 is float32; call to(DType.FLOAT64)");
  }

  @Test
  void aFunctionOfNoGradientIsRefused() {
    GradCheck check = GradCheck.of(x -> x.gt(0), Tensor.of(new double[] {1}));
    assertThatThrownBy(check::full)
        .hasMessage(
            "gradCheck: the function must give floats; it gives bool, which has no gradient");
  }
}
