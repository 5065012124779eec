package dev.chainrule.op.reduce;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Loops;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// y = x − log Σ eˣ along `dim`: the logarithm of the softmax, without underflow. The derivative
/// takes the softmax eʸ of the summed gradient away.
public record LogSoftmax(int dim) implements Fused {
  /// From the gradient, y, and the summed gradient. Null where the kernels compute functions one by
  /// one only.
  private static final @Nullable Loop DIFFERENCE = difference();

  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray in = Promotion.requireFloat(name(), x.get(0));
    NdArray byRows = Folding.softmax(in, dim, true);
    if (byRows != null) {
      return byRows;
    }
    List<NdArray> wide = List.of(Copies.cast(in, DType.FLOAT64));
    return Copies.cast(decompose(Numbers.INSTANCE, wide), in.dtype());
  }

  private static @Nullable Loop difference() {
    Program.Builder program = new Program.Builder();
    int taken =
        program.apply(
            Primitive.MUL, program.apply(Primitive.EXP, program.operand(1)), program.operand(2));
    program.apply(Primitive.SUB, program.operand(0), taken);
    return Kernels.active().prepare(program.build());
  }

  /// The steps of the rule after the sum in one loop.
  @Override
  public @Nullable NdArray gradInput(int input, List<NdArray> x, NdArray y, NdArray gradOutput) {
    NdArray total = Numbers.INSTANCE.sum(gradOutput, Axes.single(dim), true);
    return Loops.run(DIFFERENCE, y.dtype(), y.shape(), gradOutput, y, total);
  }

  @Override
  public <T> T decompose(TensorAlgebra<T> a, List<T> x) {
    return a.sub(x.get(0), a.apply(new Logsumexp(Axes.single(dim), true), x));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T total = a.sum(gradOutput, Axes.single(dim), true);
    return a.sub(gradOutput, a.mul(a.exp(y), total));
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T total = a.sum(gradOutput, Axes.single(dim), true);
    List<Mistake<T>> mistakes =
        new ArrayList<>(
            List.of(
                new Mistake<>(
                    "normaliser-path-missing",
                    "leaves the path through the normaliser out",
                    () -> gradOutput),
                new Mistake<>(
                    "normaliser-path-missing",
                    "takes the softmax away once, not times the summed gradient",
                    () -> a.sub(gradOutput, a.exp(y))),
                new Mistake<>(
                    "log-exp-rule",
                    "takes the log-probabilities away where the probabilities belong",
                    () -> a.sub(gradOutput, a.mul(y, total))),
                new Mistake<>(
                    "softmax-twice",
                    "takes the softmax of the log-probabilities' softmax",
                    () -> a.sub(gradOutput, a.mul(a.softmax(a.exp(y), dim), total))),
                new Mistake<>(
                    "softmax-diagonal-only",
                    "keeps only the diagonal of the Jacobian",
                    () -> a.mul(gradOutput, a.sub(a.constant(1), a.exp(y))))));
    mistakes.add(
        new Mistake<>(
            "wrong-operand",
            "takes its output away, where the probabilities belong",
            () -> a.sub(gradOutput, a.mul(y, total))));
    mistakes.add(
        new Mistake<>(
            "activation-derivative-missing",
            "passes the gradient through as if the softmax were not there",
            () -> gradOutput));
    for (int axis = 0; axis <= dim + 1; axis++) {
      int other = axis;
      if (axis != dim) {
        mistakes.add(
            new Mistake<>(
                "wrong-axis",
                "takes the softmax over axis %d, where it is over axis %d".formatted(axis, dim),
                () -> a.sub(gradOutput, a.mul(a.softmax(x.get(0), other), total))));
        mistakes.add(
            new Mistake<>(
                "wrong-axis",
                "sums the gradient over axis %d, where it belongs over axis %d"
                    .formatted(axis, dim),
                () ->
                    a.sub(
                        gradOutput, a.mul(a.exp(y), a.sum(gradOutput, Axes.single(other), true)))));
      }
    }
    return mistakes;
  }
}
