package dev.chainrule.op.fused;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.array.Recycling;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Normalization;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Loops;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.reduce.Var;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// y = weight · x̂ + bias with x̂ = (x − mean)/√(var + eps) over `axes`: batch norm over the batch
/// axes (Ioffe & Szegedy 2015), layer norm over the feature axes (Ba, Kiros & Hinton 2016). Inputs:
/// x, weight, bias; the last two broadcast to x.
///
/// The variance divides by N − correction: 0 is the paper's and PyTorch's, 1 is Bessel's. With g
/// the gradient times the weight, dx = (g − mean g − x̂·Σ(g·x̂)/(N − correction))/√(var + eps).
///
/// @param name `batchNorm` or `layerNorm`
/// @param eps added to the variance, usually 1e-5
public record Normalize(String name, Axes axes, double eps, int correction) implements Fused {
  @Override
  public NdArray forward(List<NdArray> x) {
    List<Shape> shapes = x.stream().map(NdArray::shape).toList();
    if (!Broadcast.shape(name(), shapes).equals(shapes.getFirst())) {
      throw new ShapeException(
          name(),
          "weight and bias must broadcast to the input; given %s".formatted(shapes),
          shapes);
    }
    NdArray byKernel = byKernel(x);
    if (byKernel != null) {
      return byKernel;
    }
    NdArray in = x.get(0);
    NdArray centre = mean(in);
    NdArray y =
        Loops.run(
            NormalizeLoops.VALUE,
            in.dtype(),
            in.shape(),
            in,
            centre,
            scale(Numbers.INSTANCE, in),
            x.get(1),
            x.get(2));
    return y == null ? decompose(Numbers.INSTANCE, x) : y;
  }

  /// `x` as a matrix whose rows or columns are normalized; null where it is none, has no elements,
  /// or has other weights than one for each element of a row.
  private @Nullable Normalization matrix(NdArray x, Shape weight) {
    Shape shape = x.shape();
    int size = weight.numel();
    if (!x.isWhole() || x.numel() == 0) {
      return null;
    }
    boolean byRows = axes.numel(shape) == size && weight.rank() >= axes.count();
    for (int d = 1; byRows && d <= axes.count(); d++) {
      byRows = axes.contains(shape.rank() - d) && weight.size(-d) == shape.size(-d);
    }
    boolean byColumns = shape.rank() == 2 && axes.count() == 1 && axes.contains(0);
    byColumns &= size == shape.size(-1) && weight.rank() > 0 && size == weight.size(-1);
    return byRows || byColumns
        ? new Normalization(x.numel() / size, size, !byRows, eps, correction)
        : null;
  }

  private @Nullable NdArray byKernel(List<NdArray> x) {
    NdArray in = x.get(0);
    NdArray weight = x.get(1);
    NdArray bias = x.get(2);
    Normalization how = matrix(in, weight.shape());
    boolean isPlain = weight.isWhole() && bias.isWhole() && bias.shape().equals(weight.shape());
    if (how == null || !isPlain) {
      return null;
    }
    NdArray out = NdArray.undefined(in.dtype(), in.shape());
    boolean done =
        Kernels.active().normalize(how, in.buffer(), weight.buffer(), bias.buffer(), out.buffer());
    return done ? out : null;
  }

  /// All three by a kernel that finds mean and variance once.
  @Override
  public @Nullable List<NdArray> gradInputs(List<NdArray> x, NdArray y, NdArray gradOutput) {
    @Nullable NdArray[] gradients = gradientsByKernel(x, gradOutput, true, true, true);
    return gradients == null ? null : List.of(gradients);
  }

  /// The gradients of those inputs that are wanted; null where there is no kernel.
  private @Nullable NdArray @Nullable [] gradientsByKernel(
      List<NdArray> x, NdArray gradOutput, boolean... wanted) {
    Normalization how = matrix(x.get(0), x.get(1).shape());
    boolean isPlain = gradOutput.isWhole() && x.get(2).shape().equals(x.get(1).shape());
    if (how == null || !isPlain || (wanted[0] && !x.get(1).isWhole())) {
      return null;
    }
    @Nullable NdArray[] out = new NdArray[wanted.length];
    @Nullable Buffer[] buffers = new Buffer[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i]) {
        NdArray gradient = NdArray.undefined(x.get(i).dtype(), x.get(i).shape());
        out[i] = gradient;
        buffers[i] = gradient.buffer();
      }
    }
    Buffer weight = wanted[0] ? x.get(1).buffer() : null;
    boolean done =
        Kernels.active()
            .normalizeGradients(
                how,
                x.get(0).buffer(),
                weight,
                gradOutput.buffer(),
                buffers[0],
                buffers[1],
                buffers[2]);
    return done ? out : null;
  }

  private NdArray mean(NdArray x) {
    return Numbers.INSTANCE.mean(x, axes, true);
  }

  /// A kernel, or the steps of the rule in three loops and two sums.
  @Override
  public @Nullable NdArray gradInput(int input, List<NdArray> x, NdArray y, NdArray gradOutput) {
    NdArray in = x.get(0);
    if (input == 2 || NormalizeLoops.VALUE == null || in.dtype() != gradOutput.dtype()) {
      return null;
    }
    @Nullable NdArray[] byKernel = gradientsByKernel(x, gradOutput, input == 0, input == 1, false);
    if (byKernel != null) {
      return byKernel[input];
    }
    NdArray centre = mean(in);
    NdArray scale = scale(Numbers.INSTANCE, in);
    if (input == 1) {
      return along(gradOutput, in, centre, scale);
    }
    NdArray gradient = Numbers.INSTANCE.mul(gradOutput, x.get(1));
    NdArray products = along(gradient, in, centre, scale);
    if (products == null) {
      return null;
    }
    NdArray sum = Numbers.INSTANCE.sum(products, axes, true);
    Recycling.recycle(products.buffer());
    NdArray divisor = NdArray.number((double) axes.numel(in.shape()) - correction);
    NdArray result =
        Loops.run(
            NormalizeLoops.GRADIENT,
            in.dtype(),
            in.shape(),
            gradient,
            in,
            centre,
            scale,
            mean(gradient),
            Numbers.INSTANCE.div(sum, divisor));
    Recycling.recycle(gradient.buffer());
    return result;
  }

  private static @Nullable NdArray along(NdArray g, NdArray x, NdArray centre, NdArray scale) {
    return Loops.run(NormalizeLoops.ALONG, x.dtype(), x.shape(), g, x, centre, scale);
  }

  private <T> T scale(TensorAlgebra<T> a, T x) {
    return a.rsqrt(a.add(a.apply(new Var(axes, correction, true), List.of(x)), a.constant(eps)));
  }

  private <T> T normalized(TensorAlgebra<T> a, T x) {
    return a.mul(a.sub(x, a.mean(x, axes, true)), scale(a, x));
  }

  @Override
  public <T> T decompose(TensorAlgebra<T> a, List<T> x) {
    return a.add(a.mul(normalized(a, x.get(0)), x.get(1)), x.get(2));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    if (input == 2) {
      return gradOutput;
    }
    T normalized = normalized(a, x.get(0));
    if (input == 1) {
      return a.mul(gradOutput, normalized);
    }
    T gradient = a.mul(gradOutput, x.get(1));
    T mean = a.mean(gradient, axes, true);
    T divisor = a.sub(a.count(x.get(0), mean), a.constant(correction));
    T along = a.div(a.sum(a.mul(gradient, normalized), axes, true), divisor);
    T centred = a.sub(a.sub(gradient, mean), a.mul(normalized, along));
    return a.mul(scale(a, x.get(0)), centred);
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T normalized = normalized(a, x.get(0));
    if (input == 1) {
      return List.of(
          new Mistake<>(
              "gain-uses-output",
              "multiplies by the output, where the normalized input belongs",
              () -> a.mul(gradOutput, y)),
          new Mistake<>(
              "wrong-operand",
              "multiplies by the input, where the normalized input belongs",
              () -> a.mul(gradOutput, x.get(0))));
    }
    return input == 2 ? List.of() : NormalizeMistakes.of(a, this, x, normalized, gradOutput);
  }
}
