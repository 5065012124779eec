package dev.chainrule.op.reduce;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.array.Recycling;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.kernel.Reduction;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Loops;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// y = Σ(x − mean)² / (N − correction) over `axes`: the variance, with correction 1 Bessel's.
///
/// The derivative is 2(x − mean)/(N − correction). The path through the mean adds nothing, since
/// the deviations sum to zero.
public record Var(Axes axes, int correction, boolean keepDim) implements Operation {
  /// Null where the kernels compute functions one by one only.
  private static final @Nullable Loop SQUARED_DEVIATION = squaredDeviation();

  private static @Nullable Loop squaredDeviation() {
    Program.Builder program = new Program.Builder();
    int deviation = program.apply(Primitive.SUB, program.operand(0), program.operand(1));
    program.apply(Primitive.SQUARE, deviation);
    return Kernels.active().prepare(program.build());
  }

  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray in = Promotion.requireFloat(name(), x.get(0));
    NdArray centre = new Mean(axes, true).forward(x);
    NdArray squares = Loops.run(SQUARED_DEVIATION, in.dtype(), in.shape(), in, centre);
    if (squares == null) {
      return inDouble(x);
    }
    NdArray sum = Folding.fold(Reduction.SUM, squares, axes, keepDim, in.dtype());
    Recycling.recycle(squares.buffer());
    double divisor = Math.max(0, axes.numel(in.shape()) - correction);
    return Numbers.INSTANCE.div(sum, NdArray.number(divisor));
  }

  private NdArray inDouble(List<NdArray> x) {
    NdArray wide = Copies.cast(x.get(0), DType.FLOAT64);
    NdArray deviation = Numbers.INSTANCE.sub(wide, new Mean(axes, true).forward(List.of(wide)));
    NdArray sum = new Sum(axes, keepDim).forward(List.of(Numbers.INSTANCE.square(deviation)));
    double divisor = Math.max(0, axes.numel(wide.shape()) - correction);
    return Copies.cast(Numbers.INSTANCE.div(sum, NdArray.number(divisor)), x.get(0).dtype());
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T deviation = a.sub(x.get(0), a.mean(x.get(0), axes, true));
    T divisor = a.sub(a.count(x.get(0), gradOutput), a.constant(correction));
    T scaled = a.mul(gradOutput, a.div(a.constant(2), divisor));
    return a.mul(keepDim ? scaled : a.unsqueeze(scaled, axes), deviation);
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T deviation = a.sub(x.get(0), a.mean(x.get(0), axes, true));
    T count = a.count(x.get(0), gradOutput);
    T gradient = keepDim ? gradOutput : a.unsqueeze(gradOutput, axes);
    T two = a.constant(2);
    return List.of(
        new Mistake<>(
            "bn-biased-third-term",
            correction == 0 ? "divides by N-1, where N belongs" : "divides by N, where N-1 belongs",
            () ->
                a.mul(
                    a.mul(gradient, deviation),
                    a.div(two, a.sub(count, a.constant(correction == 0 ? 1 : 0))))),
        new Mistake<>(
            "missing-factor-two",
            "leaves the 2 out",
            () -> a.div(a.mul(gradient, deviation), a.sub(count, a.constant(correction)))),
        new Mistake<>(
            "pool-scale-missing",
            "leaves the division by the count out",
            () -> a.mul(a.mul(gradient, deviation), two)),
        new Mistake<>(
            "norm-mean-path-missing",
            "multiplies by x, where x - mean belongs",
            () ->
                a.mul(
                    a.mul(gradient, x.get(0)), a.div(two, a.sub(count, a.constant(correction))))));
  }
}
