package dev.chainrule.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.ReferenceKernels;
import dev.chainrule.op.reduce.Max;
import dev.chainrule.op.reduce.Min;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The kernel of a gradient has the bits of its rule.
class ExtremumTest {
  private static final Numbers NUMBERS = Numbers.INSTANCE;

  private static final boolean IS_PLAIN = Kernels.active().getClass() == ReferenceKernels.class;

  /// Whole numbers, few enough that most extrema tie; one may be `special`.
  private static NdArray draw(Random random, DType dtype, double special, Shape shape) {
    Buffer buffer = Buffer.allocate(dtype, shape.numel());
    for (int i = 0; i < buffer.length(); i++) {
      buffer.set(i, random.nextInt(3) - 1);
    }
    buffer.set(random.nextInt(buffer.length()), special);
    return NdArray.of(buffer, shape);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theGradientIsThatOfTheRule(boolean keepDim) {
    Random random = new Random(4);
    List<Axes> axes = List.of(Axes.single(0), Axes.single(1), Axes.all(2));
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (double special : new double[] {0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY}) {
        for (int[] sizes : new int[][] {{1, 1}, {3, 5}, {17, 33}, {40, 3}}) {
          NdArray x = draw(random, dtype, special, Shape.of(sizes));
          for (NdArray in : List.of(x, x.permute(new int[] {1, 0}))) {
            for (Axes over : axes) {
              requireRule(new Max(over, keepDim), random, in);
              requireRule(new Min(over, keepDim), random, in);
            }
          }
        }
      }
    }
  }

  private static void requireRule(GradientKernel operation, Random random, NdArray x) {
    NdArray y = operation.forward(List.of(x));
    NdArray g = NdArray.zeros(x.dtype(), y.shape());
    for (int i = 0; i < g.numel(); i++) {
      g.buffer().set(i, random.nextGaussian());
    }
    NdArray gradient = operation.gradInput(0, List.of(x), y, g);
    assertThat(gradient == null).isEqualTo(IS_PLAIN);
    if (gradient != null) {
      NdArray rule = operation.vjp(NUMBERS, 0, List.of(x), y, g);
      assertThat(gradient.shape()).isEqualTo(x.shape());
      assertThat(gradient.dtype()).isEqualTo(x.dtype());
      assertThat(gradient.toDoubles()).isEqualTo(Copies.cast(rule, x.dtype()).toDoubles());
    }
  }
}
