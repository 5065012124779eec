package dev.chainrule.op.elementwise;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Loops;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.ResidualKernel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// y = x·Φ(x), with Φ the normal distribution function (Hendrycks & Gimpel 2016).
///
/// The derivative is Φ(x) + x·φ(x), with φ the normal density.
public record Gelu() implements Activation, ResidualKernel {
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
    return Loops.run(Kernel.GRADIENT, gradOutput.dtype(), y.shape(), x.getFirst(), gradOutput);
  }

  /// The derivative is what is left: most of it is computed for the value.
  @Override
  public @Nullable Forward forwardWithResidual(List<NdArray> x) {
    NdArray in = x.getFirst();
    List<NdArray> both = Loops.runAll(Kernel.WITH_SLOPE, 2, in.dtype(), in.shape(), in);
    return both == null ? null : new Forward(both.get(0), both.get(1));
  }

  @Override
  public @Nullable List<NdArray> gradInputs(
      List<NdArray> x, NdArray y, @Nullable NdArray residual, NdArray gradOutput) {
    return residual == null ? null : List.of(Numbers.INSTANCE.mul(gradOutput, residual));
  }

  /// Made when first wanted: functions are named before kernels are chosen.
  private static final class Kernel {
    static final @Nullable Loop GRADIENT = Kernels.active().prepare(gradient());
    static final @Nullable Loop WITH_SLOPE = Kernels.active().prepare(withSlope());

    private static Program gradient() {
      Program.Builder builder = new Program.Builder();
      int slope = builder.apply(Primitive.GELU_SLOPE, builder.operand(0));
      builder.apply(Primitive.MUL, builder.operand(1), slope);
      return builder.build();
    }

    private static Program withSlope() {
      Program.Builder builder = new Program.Builder();
      int x = builder.operand(0);
      return builder.build(
          builder.apply(Primitive.GELU, x), builder.apply(Primitive.GELU_SLOPE, x));
    }
  }
}
