package dev.chainrule.nn.data;

import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;

/// Copies rows out of a tensor, as fast as plain loops over arrays do. Rows may overlap; a row
/// itself is contiguous.
final class Rows {
  /// Rows as short as this are copied element by element: a call costs more than the elements.
  private static final int SHORT = 16;

  private final Buffer elements;
  private final int offset;
  private final int stride;
  private final int width;
  private final Shape shape;
  private Shape batchShape;

  Rows(Tensor tensor) {
    NdArray array = hasWholeRows(tensor.array()) ? tensor.array() : tensor.copy().array();
    this.elements = array.buffer();
    this.offset = array.offset();
    this.stride = array.strides()[0];
    this.width = tensor.numel() / Math.max(1, tensor.size(0));
    this.shape = tensor.shape();
    this.batchShape = shape;
  }

  private static boolean hasWholeRows(NdArray array) {
    int[] strides = array.strides().clone();
    int[] sizes = array.shape().toArray();
    sizes[0] = 1;
    return array.view(Shape.of(sizes), strides, array.offset()).isContiguous();
  }

  /// A new tensor of the first `count` of these rows.
  Tensor take(long[] numbers, int count) {
    if (batchShape.size(0) != count) {
      int[] sizes = shape.toArray();
      sizes[0] = count;
      batchShape = Shape.of(sizes);
    }
    Buffer taken =
        switch (elements) {
          case Buffer.OfFloat floats -> new Buffer.OfFloat(take(floats.array(), numbers, count));
          case Buffer.OfDouble doubles ->
              new Buffer.OfDouble(take(doubles.array(), numbers, count));
          case Buffer.OfLong longs -> new Buffer.OfLong(take(longs.array(), numbers, count));
          case Buffer.OfBoolean truths ->
              new Buffer.OfBoolean(take(truths.array(), numbers, count));
        };
    return Tensor.of(NdArray.of(taken, batchShape));
  }

  private int begin(long number) {
    return offset + (int) number * stride;
  }

  private float[] take(float[] from, long[] numbers, int count) {
    float[] to = new float[count * width];
    for (int i = 0, at = 0; i < count; i++, at += width) {
      copy(from, begin(numbers[i]), to, at);
    }
    return to;
  }

  private void copy(float[] from, int begin, float[] to, int at) {
    if (width > SHORT) {
      System.arraycopy(from, begin, to, at, width);
      return;
    }
    for (int j = 0; j < width; j++) {
      to[at + j] = from[begin + j];
    }
  }

  private double[] take(double[] from, long[] numbers, int count) {
    double[] to = new double[count * width];
    for (int i = 0, at = 0; i < count; i++, at += width) {
      System.arraycopy(from, begin(numbers[i]), to, at, width);
    }
    return to;
  }

  private long[] take(long[] from, long[] numbers, int count) {
    long[] to = new long[count * width];
    for (int i = 0, at = 0; i < count; i++, at += width) {
      copy(from, begin(numbers[i]), to, at);
    }
    return to;
  }

  private void copy(long[] from, int begin, long[] to, int at) {
    if (width > SHORT) {
      System.arraycopy(from, begin, to, at, width);
      return;
    }
    for (int j = 0; j < width; j++) {
      to[at + j] = from[begin + j];
    }
  }

  private boolean[] take(boolean[] from, long[] numbers, int count) {
    boolean[] to = new boolean[count * width];
    for (int i = 0, at = 0; i < count; i++, at += width) {
      System.arraycopy(from, begin(numbers[i]), to, at, width);
    }
    return to;
  }
}
