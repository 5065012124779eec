package dev.chainrule.nn.checkpoint;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import java.nio.ByteBuffer;

/// The elements of an array as bytes, bit for bit: nothing is converted, so that a NaN keeps its
/// payload.
///
/// @param array row-major
record Elements(NdArray array) {

  /// Of any array; row-major ones are not copied.
  static Elements of(NdArray array) {
    if (array.isContiguous()) {
      return new Elements(array);
    }
    NdArray copy = NdArray.zeros(array.dtype(), array.shape());
    for (int i = 0; i < array.numel(); i++) {
      array.buffer().copyTo(array.position(i), copy.buffer(), i, 1);
    }
    return new Elements(copy);
  }

  /// A new array, to be filled with [#get].
  static Elements zeros(DType dtype, Shape shape) {
    return new Elements(NdArray.zeros(dtype, shape));
  }

  /// How many elements from `at` on fit into `chunk`, whose limit is set to their bytes.
  int prepare(int at, ByteBuffer chunk) {
    int size = Entry.size(array.dtype());
    int count = Math.min(array.numel() - at, chunk.capacity() / size);
    chunk.clear().limit(count * size);
    return count;
  }

  /// Puts as many elements from `at` on into `chunk` as fit, ready to be read; returns how many.
  int put(int at, ByteBuffer chunk) {
    int count = prepare(at, chunk);
    int from = array.offset() + at;
    switch (array.buffer()) {
      case Buffer.OfFloat floats -> chunk.asFloatBuffer().put(floats.array(), from, count);
      case Buffer.OfDouble doubles -> chunk.asDoubleBuffer().put(doubles.array(), from, count);
      case Buffer.OfLong longs -> chunk.asLongBuffer().put(longs.array(), from, count);
      case Buffer.OfBoolean truths -> {
        for (int i = 0; i < count; i++) {
          chunk.put(i, (byte) (truths.array()[from + i] ? 1 : 0));
        }
      }
    }
    return count;
  }

  /// Takes the elements from `at` on out of `chunk`.
  ///
  /// @throws MalformedException if a byte is no truth value
  void get(int at, ByteBuffer chunk) throws MalformedException {
    int count = chunk.remaining() / Entry.size(array.dtype());
    switch (array.buffer()) {
      case Buffer.OfFloat floats -> chunk.asFloatBuffer().get(floats.array(), at, count);
      case Buffer.OfDouble doubles -> chunk.asDoubleBuffer().get(doubles.array(), at, count);
      case Buffer.OfLong longs -> chunk.asLongBuffer().get(longs.array(), at, count);
      case Buffer.OfBoolean truths -> {
        for (int i = 0; i < count; i++) {
          truths.array()[at + i] = truth(chunk.get(i));
        }
      }
    }
  }

  private static boolean truth(byte value) throws MalformedException {
    if (value != 0 && value != 1) {
      throw new MalformedException("a truth value in it is neither 0 nor 1");
    }
    return value == 1;
  }
}
