package dev.chainrule.op;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.array.Recycling;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Strided;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import java.util.List;

/// The forward pass of elementwise operations: promote, broadcast, and hand the loop to a kernel.
final class Pointwise {
  private Pointwise() {}

  static NdArray map(Unary f, NdArray x) {
    DType compute = f.promotion().compute(x);
    Buffer out = Recycling.allocate(f.promotion().result(compute), x.numel());
    Kernels.active().map(f, x.shape().toArray(), operand(x, compute, x.shape()), out);
    return result(out, x.shape(), x);
  }

  static NdArray map(Binary f, NdArray a, NdArray b) {
    DType compute = f.promotion().compute(a, b);
    Shape shape =
        a.shape().equals(b.shape()) ? a.shape() : Broadcast.shape(f.name(), a.shape(), b.shape());
    Buffer out = Recycling.allocate(f.promotion().result(compute), shape.numel());
    Strided left = operand(a, compute, shape);
    Strided right = operand(b, compute, shape);
    Kernels.active().map(f, shape.toArray(), left, right, out);
    return result(out, shape, a, b);
  }

  /// The first input of a ternary operation is a condition and takes no part in promotion.
  static NdArray map(Ternary f, NdArray condition, NdArray a, NdArray b) {
    DType compute = f.promotion().compute(a, b);
    Shape shape = Broadcast.shape(f.name(), List.of(condition.shape(), a.shape(), b.shape()));
    Buffer out = Recycling.allocate(f.promotion().result(compute), shape.numel());
    Strided first = operand(condition, condition.dtype(), shape);
    Strided second = operand(a, compute, shape);
    Strided third = operand(b, compute, shape);
    Kernels.active().map(f, shape.toArray(), first, second, third, out);
    return result(out, shape, condition, a, b);
  }

  private static NdArray result(Buffer out, Shape shape, NdArray... inputs) {
    NdArray array = NdArray.of(out, shape);
    return shape.rank() == 0 && Promotion.onlyNumbers(inputs) ? array.asNumber() : array;
  }

  /// `x` as an operand of a loop over `shape`, rounded first where it is wider than `compute`.
  private static Strided operand(NdArray x, DType compute, Shape shape) {
    if (Loops.fits(x, compute)) {
      return Loops.strided(x, compute, shape);
    }
    NdArray expanded = x;
    if (x.dtype().isFloat() && x.dtype() != compute && compute != DType.FLOAT64) {
      expanded = Copies.cast(x, compute);
    }
    expanded = expanded.expand(shape);
    return new Strided(expanded.buffer(), expanded.offset(), expanded.strides());
  }
}
