package dev.chainrule.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.ReferenceKernels;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.op.reduce.LogSoftmax;
import dev.chainrule.op.reduce.Softmax;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The kernels of fused operations have the bits of the steps that they stand for.
class NormalizeTest {
  private static final Numbers NUMBERS = Numbers.INSTANCE;

  private static final boolean IS_PLAIN = Kernels.active().getClass() == ReferenceKernels.class;

  private static NdArray draw(Random random, DType dtype, double special, int... sizes) {
    Shape shape = Shape.of(sizes);
    Buffer buffer = Buffer.allocate(dtype, shape.numel());
    for (int i = 0; i < buffer.length(); i++) {
      buffer.set(i, 3 * random.nextGaussian() + 1);
    }
    if (special != 0) {
      buffer.set(random.nextInt(buffer.length()), special);
    }
    return NdArray.of(buffer, shape);
  }

  private static void requireSame(NdArray actual, NdArray expected) {
    assertThat(actual.dtype()).isEqualTo(expected.dtype());
    assertThat(actual.toDoubles()).isEqualTo(expected.toDoubles());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1", "1, 7", "3, 8", "5, 15", "4, 16", "3, 17", "2, 64", "7, 67", "65, 31", "129, 3",
    "3, 47", "5, 63", "129, 40", "3, 1031", "2, 2100"
  })
  void valueAndGradientsAreThoseOfTheSteps(int rows, int size) {
    Random random = new Random(rows * 31L + size);
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (int axis : new int[] {0, 1}) {
        for (double special : new double[] {0, Double.POSITIVE_INFINITY, Double.NaN}) {
          NdArray x = draw(random, dtype, special, rows, size);
          NdArray g = draw(random, dtype, 0, rows, size);
          List<NdArray> inputs =
              List.of(x, draw(random, dtype, 0, size), draw(random, dtype, 0, size));
          int count = axis == 0 ? rows : size;
          int correction = count > 1 ? random.nextInt(2) : 0;
          Normalize normalize = new Normalize("layerNorm", Axes.single(axis), 1e-5, correction);
          NdArray y = normalize.forward(inputs);
          requireSame(y, normalize.decompose(NUMBERS, inputs));
          List<NdArray> together = normalize.gradInputs(inputs, y, g);
          assertThat(together == null).isEqualTo(IS_PLAIN);
          for (int input = 0; input < 3; input++) {
            NdArray expected = normalize.vjp(NUMBERS, input, inputs, y, g);
            expected = NUMBERS.unbroadcast(expected, inputs.get(input));
            NdArray gradient = normalize.gradInput(input, inputs, y, g);
            if (gradient != null) {
              requireSame(NUMBERS.unbroadcast(gradient, inputs.get(input)), expected);
            }
            if (together != null) {
              requireSame(together.get(input), expected);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 15", "4, 16", "3, 17", "7, 67", "2, 1031"})
  void theGradientOfASoftmaxIsThatOfTheSteps(int rows, int size) {
    Random random = new Random(size);
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      NdArray x = draw(random, dtype, 0, rows, size);
      NdArray g = draw(random, dtype, 0, rows, size);
      Softmax softmax = new Softmax(1);
      NdArray y = softmax.forward(List.of(x));
      NdArray gradient = softmax.gradInput(0, List.of(x), y, g);
      if (gradient != null) {
        requireSame(gradient, softmax.vjp(NUMBERS, 0, List.of(x), y, g));
      }
    }
  }

  @Test
  void anInfiniteElementLeavesTheOthersTheirLogarithms() {
    Buffer row = new Buffer.OfFloat(new float[] {1, Float.POSITIVE_INFINITY, 3});
    NdArray x = NdArray.of(row, Shape.of(1, 3));
    double[] y = new LogSoftmax(1).forward(List.of(x)).toDoubles();
    assertThat(y).containsExactly(Double.NEGATIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY);
  }
}
