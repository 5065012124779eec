package dev.chainrule.array;

import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A strided view of a buffer: data without history. Rules and kernels work on these; a tensor is
/// one with a place on the tape.
///
/// A *number* is a 0-d array made from a Java number. It takes part in dtype promotion only by its
/// kind (a float turns integers into floats, but never float32 into float64), as Python numbers do
/// in PyTorch.
public final class NdArray {
  private final @Nullable Buffer buffer;
  private final DType dtype;
  private final int offset;
  private final Shape shape;
  private final int[] strides;
  private final boolean number;
  private final boolean contiguous;
  private @Nullable NdArray shapeOnly;

  private NdArray(
      @Nullable Buffer buffer,
      DType dtype,
      int offset,
      Shape shape,
      int[] strides,
      boolean number) {
    this.buffer = buffer;
    this.dtype = dtype;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
    this.number = number;
    this.contiguous = isContiguous(shape, strides);
  }

  /// All of `buffer`, row-major.
  public static NdArray of(Buffer buffer, Shape shape) {
    return new NdArray(buffer, buffer.dtype(), 0, shape, shape.contiguousStrides(), false);
  }

  public static NdArray zeros(DType dtype, Shape shape) {
    return of(Recycling.zeros(dtype, shape.numel()), shape);
  }

  /// An array to be overwritten whole: its elements are undefined.
  public static NdArray undefined(DType dtype, Shape shape) {
    return of(Recycling.allocate(dtype, shape.numel()), shape);
  }

  public static NdArray full(DType dtype, Shape shape, double value) {
    NdArray array = undefined(dtype, shape);
    array.buffer().fill(value);
    return array;
  }

  /// A float number.
  public static NdArray number(double value) {
    return number(new Buffer.OfDouble(new double[] {value}));
  }

  /// An integer number.
  public static NdArray number(long value) {
    return number(new Buffer.OfLong(new long[] {value}));
  }

  private static NdArray number(Buffer buffer) {
    int[] strides = Shape.SCALAR.contiguousStrides();
    return new NdArray(buffer, buffer.dtype(), 0, Shape.SCALAR, strides, true);
  }

  /// Stands for an array of which a rule needs the shape and dtype only; its elements are absent.
  public NdArray shapeOnly() {
    if (buffer == null) {
      return this;
    }
    // An array is often the output of one operation and the input of the next: they share it.
    if (shapeOnly == null) {
      shapeOnly = new NdArray(null, dtype, 0, shape, strides, number);
    }
    return shapeOnly;
  }

  /// The storage that this array looks into.
  public Buffer buffer() {
    if (buffer == null) {
      throw new IllegalStateException(
          "the elements of this array were not saved; a rule reads them that declared not to");
    }
    if (buffer.isReleased()) {
      throw new IllegalStateException(
          "this tensor was made in a TensorScope that has ended; read it before, return it, or"
              + " TensorScope.keep it");
    }
    return buffer;
  }

  public boolean hasElements() {
    return buffer != null;
  }

  /// Whether the elements were handed on, so that there is nothing to read.
  public boolean hasEnded() {
    return buffer != null && buffer.isReleased();
  }

  /// Whether this looks into the storage of `other`. What has no elements looks into none.
  public boolean sharesStorage(NdArray other) {
    return buffer != null && buffer == other.buffer;
  }

  public DType dtype() {
    return dtype;
  }

  public Shape shape() {
    return shape;
  }

  /// The position of the first element in the buffer.
  public int offset() {
    return offset;
  }

  /// Strides in elements; not to be written.
  public int[] strides() {
    return strides;
  }

  /// This 0-d array as a number, for promotion.
  public NdArray asNumber() {
    return new NdArray(buffer, dtype, offset, shape, strides, true);
  }

  /// Whether this stands for a Java number.
  public boolean isNumber() {
    return number;
  }

  public int numel() {
    return shape.numel();
  }

  /// Whether the elements are, row-major, all that is in the buffer.
  public boolean isWhole() {
    return offset == 0 && buffer != null && buffer.length() == shape.numel() && isContiguous();
  }

  /// Whether the elements lie row-major without gaps.
  public boolean isContiguous() {
    return contiguous;
  }

  private static boolean isContiguous(Shape shape, int[] strides) {
    int expected = 1;
    for (int d = shape.rank() - 1; d >= 0; d--) {
      if (shape.size(d) != 1) {
        if (strides[d] != expected) {
          return shape.numel() == 0;
        }
        expected *= shape.size(d);
      }
    }
    return true;
  }

  /// Another view of the same buffer.
  public NdArray view(Shape newShape, int[] newStrides, int newOffset) {
    return new NdArray(buffer, dtype, newOffset, newShape, newStrides, false);
  }

  /// This array read as if it had shape `to`, which it must broadcast to.
  public NdArray expand(Shape to) {
    return to.equals(shape) ? this : view(to, Broadcast.strides(shape, strides, to), offset);
  }

  /// The dimensions in another order.
  public NdArray permute(int... order) {
    int[] sizes = new int[order.length];
    int[] permuted = new int[order.length];
    for (int d = 0; d < order.length; d++) {
      sizes[d] = shape.size(order[d]);
      permuted[d] = strides[order[d]];
    }
    return view(Shape.of(sizes), permuted, offset);
  }

  /// Dimensions of size 1 inserted so that they become `axes`.
  public NdArray unsqueeze(Axes axes) {
    int[] inserted = new int[shape.rank() + axes.count()];
    int next = 0;
    for (int d = 0; d < inserted.length; d++) {
      inserted[d] = axes.contains(d) ? 1 : strides[next++];
    }
    return view(axes.insert(shape), inserted, offset);
  }

  /// Without `axes`, each of size 1.
  public NdArray squeeze(Axes axes) {
    int[] kept = new int[shape.rank() - axes.count()];
    int next = 0;
    for (int d = 0; d < shape.rank(); d++) {
      if (!axes.contains(d)) {
        kept[next++] = strides[d];
      }
    }
    return view(axes.reduce(shape, false), kept, offset);
  }

  /// Every `step`-th position of dimension `dim` from `start`, `size` of them.
  public NdArray slice(int dim, int start, int size, int step) {
    int[] sizes = shape.toArray();
    int[] stepped = strides.clone();
    sizes[dim] = size;
    stepped[dim] *= step;
    return view(Shape.of(sizes), stepped, offset + (size == 0 ? 0 : start * strides[dim]));
  }

  /// A view with another shape of as many elements, or null where the strides do not allow one.
  public @Nullable NdArray reshapeView(Shape to) {
    if (isContiguous()) {
      return view(to, to.contiguousStrides(), offset);
    }
    // Each run of old dimensions that is contiguous in itself may be cut anew; a new dimension must
    // not cross from one run into the next.
    int[] viewed = new int[to.rank()];
    int next = to.rank() - 1;
    int chunk = 1;
    int base = shape.rank() == 0 ? 1 : strides[shape.rank() - 1];
    for (int d = shape.rank() - 1; d >= 0; d--) {
      chunk *= shape.size(d);
      boolean runEnds = d == 0 || (shape.size(d - 1) != 1 && strides[d - 1] != chunk * base);
      if (!runEnds) {
        continue;
      }
      int filled = 1;
      while (next >= 0 && (filled < chunk || to.size(next) == 1)) {
        viewed[next] = filled * base;
        filled *= to.size(next--);
      }
      if (filled != chunk) {
        return null;
      }
      if (d > 0) {
        chunk = 1;
        base = strides[d - 1];
      }
    }
    return next == -1 ? view(to, viewed, offset) : null;
  }

  /// The buffer position of the element at row-major index `index`.
  public int position(int index) {
    if (contiguous) {
      return offset + index;
    }
    int position = offset;
    int rest = index;
    for (int d = shape.rank() - 1; d >= 0; d--) {
      int size = shape.size(d);
      position += (rest % size) * strides[d];
      rest /= size;
    }
    return position;
  }

  /// The element at row-major index `index`.
  public double get(int index) {
    return buffer().get(position(index));
  }

  /// The element at row-major index `index`.
  public long getLong(int index) {
    return buffer().getLong(position(index));
  }

  /// All elements, row-major, as doubles.
  public double[] toDoubles() {
    double[] elements = new double[numel()];
    Arrays.setAll(elements, this::get);
    return elements;
  }

  /// All elements, row-major, as longs.
  public long[] toLongs() {
    long[] elements = new long[numel()];
    Arrays.setAll(elements, this::getLong);
    return elements;
  }
}
