package dev.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Modes and statistics of batch norm; its values and gradients are in the golden tests.
class BatchNorm1dTest {
  private static final double[] NOISE = new Generator(12).randnDouble(91 * 3);

  /// Data with a mean that is large beside its spread, where adding up squares fails.
  private static final Tensor DATA = Tensor.of(NOISE, 91, 3).mul(0.01).add(1e4);

  private static BatchNorm1d norm(Variance inTraining, Variance inRunning) {
    return new BatchNorm1d(3, 1e-5, 0.1, inTraining, inRunning, DType.FLOAT64);
  }

  private static List<Tensor> batches(Tensor data, int... sizes) {
    List<Tensor> batches = new ArrayList<>();
    int start = 0;
    for (int size : sizes) {
      batches.add(data.narrow(0, start, size));
      start += size;
    }
    return batches;
  }

  private static void assertEqual(Tensor actual, Tensor expected, double relative) {
    double[] expectations = expected.toDoubleArray();
    double[] elements = actual.toDoubleArray();
    assertThat(elements).hasSameSizeAs(expectations);
    for (int i = 0; i < elements.length; i++) {
      assertThat(elements[i])
          .isCloseTo(expectations[i], within(relative * Math.abs(expectations[i])));
    }
  }

  @Test
  void calibrationGivesTheStatisticsOfTheWholeSet() {
    for (Variance variance : Variance.values()) {
      BatchNorm1d norm = norm(Variance.BIASED, variance);
      norm.calibrate(batches(DATA, 1, 40, 0, 32, 18));
      assertEqual(norm.runningMean(), DATA.mean(0, false), 1e-15);
      Tensor expected = DATA.var(new int[] {0}, variance.correction(), false);
      assertEqual(norm.runningVariance(), expected, 1e-7); // the data itself has no more digits
    }
  }

  @Test
  void calibrationDoesNotDependOnTheBatches() {
    Tensor data = Tensor.of(NOISE, 91, 3);
    BatchNorm1d whole = norm(Variance.BIASED, Variance.BESSEL);
    whole.calibrate(List.of(data));
    BatchNorm1d parts = norm(Variance.BIASED, Variance.BESSEL);
    parts.calibrate(batches(data, 7, 1, 1, 50, 32));
    assertEqual(parts.runningVariance(), whole.runningVariance(), 1e-14);
    assertEqual(whole.runningVariance(), data.var(0, false), 1e-14);
  }

  @Test
  void everyNormOfAModelIsCalibratedOnItsOwnInputs() {
    Tensor data = Tensor.of(NOISE, 91, 3);
    BatchNorm1d first = norm(Variance.BIASED, Variance.BESSEL);
    BatchNorm1d second = norm(Variance.BIASED, Variance.BESSEL);
    Sequential model = new Sequential(first, Activation.tanh(), new Residual(second));
    first.weight().copyInPlace(Tensor.of(new double[] {1, 2, 3}));
    BatchNorm1d.calibrate(model, batches(data, 50, 41));
    assertThat(model.training()).isFalse();
    assertEqual(first.runningVariance(), data.var(0, false), 1e-14);
    Tensor inputs = first.forward(data).tanh();
    assertEqual(second.runningVariance(), inputs.var(0, false), 1e-13);
    model.forward(data.add(5));
    assertEqual(first.runningVariance(), data.var(0, false), 1e-14);
  }

  @Test
  void whichVarianceIsUsedIsSaidForEach() {
    Tensor x = DATA.narrow(0, 0, 4).sub(1e4);
    Tensor biased = norm(Variance.BIASED, Variance.BIASED).forward(x);
    Tensor bessel = norm(Variance.BESSEL, Variance.BIASED).forward(x);
    assertThat(biased.square().mean().item()).isGreaterThan(bessel.square().mean().item());
    BatchNorm1d running = norm(Variance.BESSEL, Variance.BIASED);
    running.forward(x);
    Tensor expected = x.var(new int[] {0}, 0, false).mul(0.1).add(0.9);
    assertEqual(running.runningVariance(), expected, 1e-14);
  }

  @Test
  void evaluationChangesNothingAndDoesNotDependOnTheBatch() {
    BatchNorm1d norm = norm(Variance.BIASED, Variance.BESSEL);
    norm.forward(DATA);
    norm.eval();
    double[] before = norm.runningMean().toDoubleArray();
    Tensor all = norm.forward(DATA);
    Tensor one = norm.forward(DATA.narrow(0, 3, 1));
    assertThat(one.toDoubleArray()).isEqualTo(all.narrow(0, 3, 1).toDoubleArray());
    assertThat(norm.runningMean().toDoubleArray()).isEqualTo(before);
  }

  @Test
  void float32IsThePlainCase() {
    BatchNorm1d norm = new BatchNorm1d(2);
    Tensor y = norm.forward(Tensor.of(new float[] {1, 2, 3, 6}, 2, 2));
    assertThat(y.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(norm.buffers().sequencedKeySet()).containsExactly("running_mean", "running_var");
    norm.calibrate(List.of(Tensor.of(new float[] {1, 2, 3, 6}, 2, 2)));
    assertThat(norm.runningVariance().toFloatArray()).containsExactly(2, 8);
  }

  @Test
  void whatDoesNotFitIsSaid() {
    BatchNorm1d norm = new BatchNorm1d(3);
    assertThatThrownBy(() -> norm.forward(Tensor.ones(4, 2)))
        .hasMessage("BatchNorm1d: the input must be [n, 3] or [n, 3, length]; given [4, 2]");
    assertThatThrownBy(() -> norm.forward(Tensor.ones(1, 3)))
        .hasMessage(
            "BatchNorm1d: training needs two values or more for each feature; given [1, 3]; use a"
                + " larger batch, or eval()");
    assertThatThrownBy(() -> norm.calibrate(List.of(Tensor.ones(1, 3))))
        .hasMessage("calibrate: the data must have more than 1 values for each feature; it has 1");
    assertThatThrownBy(
            () -> new BatchNorm1d(3, 1e-5, 2, Variance.BIASED, Variance.BESSEL, DType.FLOAT32))
        .hasMessage("BatchNorm1d: momentum must be from 0 to 1; given 2.0");
  }
}
