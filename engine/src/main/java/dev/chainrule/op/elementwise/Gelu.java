package dev.chainrule.op.elementwise;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.GradientKernel;
import dev.chainrule.op.Loops;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// y = x·Φ(x), with Φ the normal distribution function (Hendrycks & Gimpel 2016).
///
/// The derivative is Φ(x) + x·φ(x), with φ the normal density.
public record Gelu() implements Activation, GradientKernel {
  @Override
  public Primitive primitive() {
    return Primitive.GELU;
  }

  @Override
  public double at(double x) {
    return x * 0.5 * Erf.complementOf(-x / Math.sqrt(2));
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {

    T cdf =
        a.mul(a.constant(0.5), a.add(a.constant(1), a.erf(a.mul(x, a.constant(1 / Math.sqrt(2))))));
    T density =
        a.mul(a.constant(1 / Math.sqrt(2 * Math.PI)), a.exp(a.mul(a.constant(-0.5), a.square(x))));
    return a.mul(gradOutput, a.add(cdf, a.mul(x, density)));
  }

  /// With one exponential for both Φ and φ.
  @Override
  public @Nullable NdArray gradInput(int input, List<NdArray> x, NdArray y, NdArray gradOutput) {
    return Loops.run(Gradient.LOOP, gradOutput.dtype(), y.shape(), x.getFirst(), gradOutput);
  }

  /// Made when it is first wanted: functions are named before kernels are chosen.
  private static final class Gradient {
    static final @Nullable Loop LOOP = Kernels.active().prepare(program());

    private static Program program() {
      Program.Builder builder = new Program.Builder();
      int slope = builder.apply(Primitive.GELU_SLOPE, builder.operand(0));
      builder.apply(Primitive.MUL, builder.operand(1), slope);
      return builder.build();
    }
  }
}
