package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.chainrule.array.DType;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Kinks, poles, overflow and NaN: values and gradients as PyTorch 1.13 gives them.
class EdgeCaseTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static double[] of(double... elements) {
    return elements;
  }

  private static Arguments is(
      String name, UnaryOperator<Tensor> f, double[] x, double[] y, double[] gradient) {
    return arguments(name, f, x, y, gradient);
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        is("relu", Tensor::relu, of(-1, 0, 1, NAN), of(0, 0, 1, NAN), of(0, 0, 1, 1)),
        is("abs", Tensor::abs, of(-1, 0, 1), of(1, 0, 1), of(-1, 0, 1)),
        is("sign", Tensor::sign, of(-1, 0, 1), of(-1, 0, 1), of(0, 0, 0)),
        is(
            "clamp",
            x -> x.clamp(-0.5, 0.75),
            of(-0.6, -0.5, 0, 0.75, 0.8, NAN),
            of(-0.5, -0.5, 0, 0.75, 0.75, NAN),
            of(0, 1, 1, 1, 0, 0)),
        is("clamp to 0", x -> x.clamp(0, INF), of(-1, 0, 1), of(0, 0, 1), of(0, 1, 1)),
        is("clamp swapped", x -> x.clamp(1, -1), of(-2, 0, 2), of(-1, -1, -1), of(0, 0, 0)),
        is("sqrt", Tensor::sqrt, of(0, 4), of(0, 2), of(INF, 0.25)),
        is("rsqrt", Tensor::rsqrt, of(0, 4), of(INF, 0.5), of(-INF, -0.0625)),
        is("log", Tensor::log, of(0, 1, INF), of(-INF, 0, INF), of(INF, 1, 0)),
        is("x⁰", x -> x.pow(0), of(0, 2, INF), of(1, 1, 1), of(0, 0, 0)),
        is("x¹", x -> x.pow(1), of(0, -2), of(0, -2), of(1, 1)),
        is("x²", x -> x.pow(2), of(0, -8), of(0, 64), of(0, -16)),
        is("1/x", x -> x.pow(-1), of(0, 2), of(INF, 0.5), of(-INF, -0.25)),
        is(
            "1/√x",
            x -> x.pow(-0.5),
            of(-4, 0, 4, INF),
            of(NAN, INF, 0.5, 0),
            of(NAN, -INF, -0.0625, 0)),
        is(
            "1/√x³",
            x -> x.pow(-1.5),
            of(-4, 0, 4, INF),
            of(NAN, INF, 0.125, 0),
            of(NAN, -INF, -0.046875, 0)),
        is("max", Tensor::max, of(1, 3, 3, 2), of(3), of(0, 0.5, 0.5, 0)),
        is("min", Tensor::min, of(1, 3, 1, 2), of(1), of(0.5, 0, 0.5, 0)),
        is("max along", x -> x.max(0, false), of(1, 3, 3, 2), of(3), of(0, 1, 0, 0)),
        is("min along", x -> x.min(0, false), of(1, NAN, 1, 2), of(NAN), of(0, 1, 0, 0)),
        is("std of equals", x -> x.std(0, false), of(2, 2, 2), of(0), of(0, 0, 0)),
        is("std of one", x -> x.std(0, false), of(2), of(NAN), of(NAN)),
        is("var of one", x -> x.var(0, false), of(2), of(NAN), of(NAN)),
        is("prod with a zero", Tensor::prod, of(0, 2, 3), of(0), of(6, 0, 0)),
        is("prod with two", Tensor::prod, of(0, 0, 3), of(0), of(0, 0, 0)),
        is(
            "logsumexp",
            x -> x.logsumexp(0, false),
            of(-INF, 0, 0),
            of(Math.log(2)),
            of(0, 0.5, 0.5)),
        is("logsumexp of −∞", x -> x.logsumexp(0, false), of(-INF, -INF), of(-INF), of(NAN, NAN)),
        is("logsumexp of ∞", x -> x.logsumexp(0, false), of(INF, 0), of(INF), of(NAN, 0)),
        is("softmax", x -> x.softmax(0), of(-INF, 0, 1000), of(0, 0, 1), of(0, 0, 0)),
        is("logSoftmax", x -> x.logSoftmax(0), of(0, 1000), of(-1000, 0), of(1, -1)),
        is("sigmoid", Tensor::sigmoid, of(-1000, 1000), of(0, 1), of(0, 0)),
        is(
            "softplus",
            Tensor::softplus,
            of(-1000, 0, 1000),
            of(0, Math.log(2), 1000),
            of(0, 0.5, 1)),
        is("silu", Tensor::silu, of(-1000, 0, 1000), of(0, 0, 1000), of(0, 0.5, 1)),
        is("gelu", Tensor::gelu, of(-40, 0, 40), of(0, 0, 40), of(0, 0.5, 1)),
        is("geluTanh", Tensor::geluTanh, of(-40, 0, 40), of(0, 0, 40), of(0, 0.5, 1)),
        is("tanh", Tensor::tanh, of(-1000, 1000), of(-1, 1), of(0, 0)),
        is(
            "erf",
            Tensor::erf,
            of(-6, 0, 1e-8, 0.5, 2, 2.5, 3, 5.9, 30),
            of(
                -1,
                0,
                1.1283791670955126e-08,
                0.5204998778130465,
                0.9953222650189527,
                0.999593047982555,
                0.9999779095030014,
                0.9999999999999999,
                1),
            of(
                2.6173012392492645e-16,
                1.1283791670955126,
                1.1283791670955123,
                0.8787825789354448,
                0.020666985354092053,
                0.00217828423035271,
                0.00013925305194674786,
                8.603281717596785e-16,
                0)),
        is(
            "cross entropy",
            x -> x.unsqueeze(0).crossEntropy(Tensor.of(new long[] {1})),
            of(0, -1000),
            of(1000),
            of(1, -1)),
        is(
            "binary cross entropy",
            x -> x.binaryCrossEntropyWithLogits(Tensor.of(new double[] {1, 0})).mul(2),
            of(-1000, 1000),
            of(2000),
            of(-1, 1)),
        is("cumsum", x -> x.cumsum(0), of(1, INF, NAN), of(1, INF, NAN), of(3, 2, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void valueAndGradient(
      String name, UnaryOperator<Tensor> f, double[] x, double[] y, double[] gradient) {
    Tensor leaf = Tensor.of(x).requiresGrad(true);
    Tensor result = f.apply(leaf);
    assertClose(result, y);
    result.sum().backward();
    assertClose(leaf.grad(), gradient);
  }

  private static void assertClose(Tensor actual, double... expected) {
    assertThat(actual.numel()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      Double value = actual.array().get(i) + 0.0; // −0 counts as 0
      if (Double.isFinite(expected[i])) {
        double tolerance = 2e-15 * Math.max(1, Math.abs(expected[i]));
        assertThat(value).as("element %d", i).isCloseTo(expected[i], within(tolerance));
      } else {
        assertThat(value).as("element %d", i).isEqualTo(Double.valueOf(expected[i]));
      }
    }
  }

  private static void assertPair(
      Tensor a, Tensor b, Tensor y, double[] value, double[] first, double[] second) {
    assertClose(y, value);
    y.sum().backward();
    assertClose(a.grad(), first);
    assertClose(b.grad(), second);
  }

  private static Tensor leaf(double... elements) {
    return Tensor.of(elements).requiresGrad(true);
  }

  @Test
  void tiesOfTwoTensorsShareTheGradient() {
    Tensor a = leaf(1, 2, NAN, 3);
    Tensor b = leaf(2, 2, 1, NAN);
    assertPair(a, b, a.maximum(b), of(2, 2, NAN, NAN), of(0, 0.5, 1, 1), of(1, 0.5, 1, 1));
    a.zeroGrad();
    b.zeroGrad();
    assertPair(a, b, a.minimum(b), of(1, 2, NAN, NAN), of(1, 0.5, 1, 1), of(0, 0.5, 1, 1));
  }

  @Test
  void powersWithAVariableExponent() {
    Tensor a = leaf(0, 0, 0, 0, 2, -2, 1);
    Tensor b = leaf(0, 1, 2, -1, 0, 3, NAN);
    assertPair(
        a,
        b,
        a.pow(b),
        of(1, 0, 0, INF, 1, -8, 1),
        of(0, 1, 0, -INF, 0, 12, NAN),
        of(0, 0, 0, -INF, Math.log(2), NAN, 0));
  }

  @Test
  void quotientsByZeroAndInfinity() {
    Tensor a = leaf(1, 0, -1);
    Tensor b = leaf(0, 0, INF);
    assertPair(a, b, a.div(b), of(INF, NAN, 0), of(INF, INF, 0), of(-INF, NAN, 0));
  }

  @Test
  void whereSelectsAndDoesNotMultiply() {
    // An infinite gradient does not make NaN of the zero that the other gets.
    Tensor a = leaf(1, 2);
    Tensor b = leaf(3, 4);
    a.where(Tensor.of(new boolean[] {true, false}), b).backward(Tensor.of(of(INF, -INF)));
    assertClose(a.grad(), INF, 0);
    assertClose(b.grad(), 0, -INF);
    Tensor filled = leaf(1, 2);
    filled.maskedFill(filled.gt(1.5), -INF).exp().sum().backward();
    assertClose(filled.grad(), Math.E, 0);
  }

  @Test
  void nothingSumsToNothing() {
    Tensor none = Tensor.full(DType.FLOAT64, 0, 0, 3).requiresGrad(true);
    assertThat(none.sum().item()).isZero();
    assertClose(none.sum(0, false), 0, 0, 0);
    assertThat(none.sum(1, false).shape()).hasToString("[0]");
    assertThat(none.mean().item()).isNaN();
    assertClose(none.mean(0, false), NAN, NAN, NAN);
    assertThat(none.prod().item()).isEqualTo(1);
    assertThat(none.var().item()).isNaN();
    assertThat(none.cumsum(0).shape()).hasToString("[0, 3]");
    assertThat(none.softmax(1).shape()).hasToString("[0, 3]");
    assertThat(none.logsumexp(1, false).shape()).hasToString("[0]");
    assertClose(none.logsumexp(0, false), -INF, -INF, -INF);
    assertThat(none.all().item()).isEqualTo(1);
    assertThat(none.any().item()).isZero();
    assertThat(none.mseLoss(none).item()).isNaN();
    assertThat(none.crossEntropy(Tensor.of(new long[0])).item()).isNaN();
    assertClose(Tensor.zeros(2, 0).matmul(Tensor.zeros(0, 3)), 0, 0, 0, 0, 0, 0);
    none.sum().backward();
    assertThat(none.grad().shape()).hasToString("[0, 3]");
  }

  @Test
  void aScalarHasAllReductionsAndFewViews() {
    Tensor s = Tensor.scalar(3);
    Tensor zero = Tensor.of(new long[] {0}).reshape();
    for (Tensor kept :
        List.of(
            s.sum(0, false),
            s.mean(-1, false),
            s.cumsum(0),
            s.max(0, false),
            s.min(-1, true),
            s.logsumexp(0, false),
            s.prod(0, false),
            s.t(),
            s.gather(0, zero),
            s.copy())) {
      assertThat(kept.shape()).hasToString("[]");
      assertThat(kept.item()).isEqualTo(3);
    }
    assertThat(s.softmax(0).item()).isEqualTo(1);
    assertThat(s.logSoftmax(-1).item()).isZero();
    assertThat(s.var(0, false).item()).isNaN();
    assertThat(s.argmax().item()).isZero();
    assertThat(s.indexSelect(0, Tensor.of(new long[] {0, 0})).shape()).hasToString("[2]");
  }

  @Test
  void anotherThreadRecordsWhateverThisOneDoes() {
    Tensor x = leaf(2);
    boolean[] recorded = new boolean[1];
    GradMode.noGrad(
        () -> {
          Thread other = new Thread(() -> recorded[0] = x.square().requiresGrad());
          other.start();
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(recorded[0]).isTrue();
  }

  /// Computed with 50 digits; PyTorch's own lose theirs here.
  @Test
  void geluKeepsItsDigitsFarToTheLeft() {
    double[] x = {-5, -6, -8, -12};
    double[] exact = {
      -1.4332578593959695e-06,
      -5.9195258702261885e-09,
      -4.976768459417427e-15,
      -2.1317785344932147e-32
    };
    double[] tanhForm = {
      -2.291796196629506e-07,
      -8.439646700762297e-11,
      -3.1077829375011112e-21,
      -1.635985449353481e-61
    };
    double[] y = Tensor.of(x).gelu().toDoubleArray();
    double[] z = Tensor.of(x).geluTanh().toDoubleArray();
    for (int i = 0; i < x.length; i++) {
      assertThat(y[i]).isCloseTo(exact[i], within(1e-13 * Math.abs(exact[i])));
      assertThat(z[i]).isCloseTo(tanhForm[i], within(1e-13 * Math.abs(tanhForm[i])));
    }
  }
}
