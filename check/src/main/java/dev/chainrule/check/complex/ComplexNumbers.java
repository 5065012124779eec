package dev.chainrule.check.complex;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Discrete;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.elementwise.Sqrt;
import dev.chainrule.op.elementwise.To;
import dev.chainrule.op.elementwise.Where;
import dev.chainrule.op.index.AddAt;
import dev.chainrule.op.index.Embedding;
import dev.chainrule.op.index.Gather;
import dev.chainrule.op.index.IndexAdd;
import dev.chainrule.op.index.IndexSelect;
import dev.chainrule.op.index.Put;
import dev.chainrule.op.index.ScatterAdd;
import dev.chainrule.op.index.Take;
import dev.chainrule.op.index.Triangle;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.reduce.Argmax;
import dev.chainrule.op.reduce.Argmin;
import dev.chainrule.op.reduce.Cumsum;
import dev.chainrule.op.reduce.Logsumexp;
import dev.chainrule.op.reduce.Max;
import dev.chainrule.op.reduce.MaxAlong;
import dev.chainrule.op.reduce.Mean;
import dev.chainrule.op.reduce.Min;
import dev.chainrule.op.reduce.MinAlong;
import dev.chainrule.op.reduce.Std;
import dev.chainrule.op.reduce.Sum;
import dev.chainrule.op.reduce.Total;
import dev.chainrule.op.reduce.Unbroadcast;
import dev.chainrule.op.reduce.Var;
import dev.chainrule.op.view.Cat;
import dev.chainrule.op.view.Clone;
import dev.chainrule.op.view.Expand;
import dev.chainrule.op.view.ExpandTo;
import dev.chainrule.op.view.Permute;
import dev.chainrule.op.view.Reshape;
import dev.chainrule.op.view.ReshapeLike;
import dev.chainrule.op.view.Slice;
import dev.chainrule.op.view.SliceLike;
import dev.chainrule.op.view.Squeeze;
import dev.chainrule.op.view.SqueezeBack;
import dev.chainrule.op.view.Transpose;
import dev.chainrule.op.view.Unslice;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.op.view.UnsqueezeBack;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.complex.Complex;
import org.jspecify.annotations.Nullable;

/// Operations at complex numbers. No derivative is read here: an operation that is linear acts on
/// both parts, and any other has its formula.
final class ComplexNumbers implements TensorAlgebra<ComplexArray> {
  private static final Numbers NUMBERS = Numbers.INSTANCE;

  @Override
  public ComplexArray constant(double value) {
    return ComplexArray.real(NdArray.number(value));
  }

  @Override
  public ComplexArray apply(Operation operation, List<ComplexArray> x) {
    List<NdArray> real = x.stream().map(ComplexArray::re).toList();
    NdArray re = operation.forward(real);
    boolean isDiscrete = operation instanceof Discrete || !re.dtype().isFloat();
    if (isDiscrete || x.stream().allMatch(ComplexArray::isReal)) {
      return ComplexArray.real(re);
    }
    if (operation instanceof Fused fused) {
      return fused.decompose(this, x);
    }
    if (isLinear(operation)) {
      return new ComplexArray(re, operation.forward(imaginary(operation, x)));
    }
    ComplexArray a = x.getFirst();
    return switch (operation) {
      case Where _ ->
          new ComplexArray(
              re, NUMBERS.select(real.get(0), x.get(1).imOrZeros(), x.get(2).imOrZeros()));
      case Elementwise elementwise -> elements(elementwise, x, re);
      case Matmul matmul -> product(matmul, x);
      case Max max -> new ComplexArray(re, ofTies(a, re, max.axes(), max.keepDim()));
      case Min min -> new ComplexArray(re, ofTies(a, re, min.axes(), min.keepDim()));
      case MaxAlong max -> {
        Axes axes = Axes.single(max.dim());
        NdArray chosen = new Argmax(axes, true).forward(List.of(a.re()));
        yield new ComplexArray(re, at(a, max.dim(), chosen, max.keepDim()));
      }
      case MinAlong min -> {
        Axes axes = Axes.single(min.dim());
        NdArray chosen = new Argmin(axes, true).forward(List.of(a.re()));
        yield new ComplexArray(re, at(a, min.dim(), chosen, min.keepDim()));
      }
      case Var var -> variance(a, var.axes(), var.correction(), var.keepDim());
      case Std std ->
          apply(new Sqrt(), List.of(variance(a, std.axes(), std.correction(), std.keepDim())));
      case Logsumexp of -> logsumexp(a, of.axes(), of.keepDim());
      default -> throw none(operation);
    };
  }

  private static IllegalArgumentException none(Operation operation) {
    return new IllegalArgumentException(
        "complexStep: every operation must have a value at complex numbers; %s has none here; use full()"
            .formatted(operation.name()));
  }

  /// Whether the operation is linear in all inputs that have a gradient, taken together.
  private static boolean isLinear(Operation operation) {
    return switch (operation) {
      case To to when to.dtype() != DType.FLOAT64 ->
          throw new IllegalArgumentException(
              "complexStep: all floats must be float64, which can hold the step; to() makes %s of them; use full()"
                  .formatted(to.dtype()));
      case To _, Sum _, Mean _, Total _, Unbroadcast _, Cumsum _ -> true;
      case AddAt _, Embedding _, Gather _, IndexAdd _, IndexSelect _, Put _ -> true;
      case ScatterAdd _, Take _, Triangle _ -> true;
      case Cat _, Clone _, Expand _, ExpandTo _, Permute _, Reshape _, ReshapeLike _ -> true;
      case Slice _, SliceLike _, Squeeze _, SqueezeBack _, Transpose _ -> true;
      case Unslice _, Unsqueeze _, UnsqueezeBack _ -> true;
      default -> false;
    };
  }

  /// The imaginary parts of what has a gradient, and indices and masks as they are.
  private static List<NdArray> imaginary(Operation operation, List<ComplexArray> x) {
    List<NdArray> parts = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      parts.add(operation.differentiable(i) ? x.get(i).imOrZeros() : x.get(i).re());
    }
    return parts;
  }

  private static ComplexArray elements(Elementwise operation, List<ComplexArray> x, NdArray re) {
    Shape shape = Broadcast.shape(operation.name(), x.stream().map(a -> a.re().shape()).toList());
    List<NdArray> reals = x.stream().map(a -> a.re().expand(shape)).toList();
    List<NdArray> imaginaries = x.stream().map(a -> a.imOrZeros().expand(shape)).toList();
    double[] im = new double[shape.numel()];
    for (int e = 0; e < im.length; e++) {
      List<Complex> z = new ArrayList<>();
      for (int i = 0; i < x.size(); i++) {
        z.add(Complex.ofCartesian(reals.get(i).get(e), imaginaries.get(i).get(e)));
      }
      Complex y = ComplexElements.at(operation, z);
      if (y == null) {
        throw none(operation);
      }
      im[e] = y.imag();
    }
    return new ComplexArray(re, NdArray.of(new Buffer.OfDouble(im), shape));
  }

  private static ComplexArray product(Matmul matmul, List<ComplexArray> x) {
    ComplexArray a = x.get(0);
    ComplexArray b = x.get(1);
    NdArray re = matmul.forward(List.of(a.re(), b.re()));
    NdArray im = null;
    if (a.im() != null && b.im() != null) {
      re = NUMBERS.sub(re, matmul.forward(List.of(a.im(), b.im())));
    }
    if (a.im() != null) {
      im = matmul.forward(List.of(a.im(), b.re()));
    }
    if (b.im() != null) {
      im = plus(im, matmul.forward(List.of(a.re(), b.im())));
    }
    return new ComplexArray(re, im);
  }

  private static NdArray plus(@Nullable NdArray a, NdArray b) {
    return a == null ? b : NUMBERS.add(a, b);
  }

  /// The mean of the imaginary parts of the elements that tie for the extremum `y`.
  private static NdArray ofTies(ComplexArray x, NdArray y, Axes axes, boolean keepDim) {
    NdArray extremum = keepDim ? y : NUMBERS.unsqueeze(y, axes);
    NdArray ties = NUMBERS.equal(x.re(), extremum);
    NdArray zero = NdArray.number(0.0);
    NdArray sum = NUMBERS.sum(NUMBERS.select(ties, x.imOrZeros(), zero), axes, keepDim);
    NdArray one = NdArray.full(x.re().dtype(), x.re().shape(), 1);
    return NUMBERS.div(sum, NUMBERS.sum(NUMBERS.select(ties, one, zero), axes, keepDim));
  }

  private static NdArray at(ComplexArray x, int dim, NdArray chosen, boolean keepDim) {
    NdArray im = NUMBERS.gather(x.imOrZeros(), dim, chosen);
    return keepDim ? im : NUMBERS.squeeze(im, Axes.single(dim));
  }

  private ComplexArray variance(ComplexArray x, Axes axes, int correction, boolean keepDim) {
    ComplexArray deviation = sub(x, mean(x, axes, true));
    double count = Math.max(0, axes.numel(x.re().shape()) - correction);
    return div(sum(mul(deviation, deviation), axes, keepDim), constant(count));
  }

  private ComplexArray logsumexp(ComplexArray x, Axes axes, boolean keepDim) {
    ComplexArray most = ComplexArray.real(new Max(axes, true).forward(List.of(x.re())));
    ComplexArray kept = add(log(sum(exp(sub(x, most)), axes, true)), most);
    return keepDim ? kept : squeeze(kept, axes);
  }
}
