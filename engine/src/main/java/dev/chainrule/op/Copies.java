package dev.chainrule.op;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Strided;
import dev.chainrule.shape.Shape;

/// Copies and conversions of arrays, and arrays as operands of kernels.
public final class Copies {
  private Copies() {}

  /// `x` in another dtype; itself where it has it already.
  public static NdArray cast(NdArray x, DType dtype) {
    return x.dtype() == dtype ? x : copyTo(x, dtype);
  }

  /// A fresh row-major copy.
  public static NdArray copy(NdArray x) {
    return copyTo(x, x.dtype());
  }

  /// `x` itself where it is row-major, else a row-major copy.
  public static NdArray contiguous(NdArray x) {
    return x.isContiguous() ? x : copy(x);
  }

  /// The elements in row-major order in a buffer of their own or, where `x` fills its buffer
  /// exactly, in that buffer. For reading only.
  public static Buffer flat(NdArray x) {
    return x.isWhole() ? x.buffer() : copy(x).buffer();
  }

  /// `x` in another shape of as many elements: a view where the strides allow it.
  public static NdArray reshape(NdArray x, Shape shape) {
    NdArray view = x.reshapeView(shape);
    return view != null ? view : NdArray.of(copy(x).buffer(), shape);
  }

  /// Writes `from`, broadcast, into the elements of `to`.
  public static void write(NdArray from, NdArray to) {
    Kernels.active().copy(to.shape().toArray(), strided(from.expand(to.shape())), strided(to));
  }

  public static Strided strided(NdArray x) {
    return new Strided(x.buffer(), x.offset(), x.strides());
  }

  private static NdArray copyTo(NdArray x, DType dtype) {
    NdArray copy = NdArray.undefined(dtype, x.shape());
    if (dtype == x.dtype() && x.isContiguous() && x.numel() > 0) {
      x.buffer().copyTo(x.offset(), copy.buffer(), 0, x.numel());
    } else {
      write(x, copy);
    }
    return copy;
  }
}
