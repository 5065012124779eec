package dev.chainrule.array;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A flat, typed block of elements on the Java heap, shared by all views of it.
///
/// Its version counts the writes that users made in place, so that a backward pass can tell that a
/// value it saved has since been overwritten.
public abstract sealed class Buffer {
  private int version;
  private @Nullable String writer;
  private boolean released;

  private Buffer() {}

  /// A zeroed buffer of `length` elements.
  public static Buffer allocate(DType dtype, int length) {
    return switch (dtype) {
      case BOOL -> new OfBoolean(new boolean[length]);
      case INT64 -> new OfLong(new long[length]);
      case FLOAT32 -> new OfFloat(new float[length]);
      case FLOAT64 -> new OfDouble(new double[length]);
    };
  }

  /// Another buffer with the same storage.
  abstract Buffer again();

  public abstract DType dtype();

  public abstract int length();

  /// The element as a double; `true` is 1.
  public abstract double get(int index);

  /// Stores `value`, rounded to this buffer's type.
  public abstract void set(int index, double value);

  /// The element as a long; a fraction is cut off.
  public abstract long getLong(int index);

  public abstract void setLong(int index, long value);

  public abstract void fill(double value);

  /// Reads `count` elements from `position`, `stride` apart, into the front of `to`.
  public abstract void load(int position, int stride, double[] to, int count);

  /// Writes the first `count` elements of `from` to `position` and on, `stride` apart.
  public abstract void store(double[] from, int count, int position, int stride);

  /// Copies `count` elements from `position` to `at` of another buffer of the same type.
  public abstract void copyTo(int position, Buffer to, int at, int count);

  /// Adds `count` elements from `position` to those from `at` of another buffer of the same type;
  /// truth values are joined by or.
  public abstract void addTo(int position, Buffer to, int at, int count);

  public final int version() {
    return version;
  }

  /// The in-place operation that wrote last, or null when none did.
  public final @Nullable String writer() {
    return writer;
  }

  /// Notes that `operation` wrote into this buffer.
  public final void written(String operation) {
    version++;
    writer = operation;
  }

  /// Whether the storage has been handed on, so that nothing may look into it here.
  final boolean isReleased() {
    return released;
  }

  /// Hands the storage on: what is returned has it from now on, and this buffer has nothing.
  final Buffer release() {
    released = true;
    return again();
  }

  /// 32-bit floats.
  public static final class OfFloat extends Buffer {
    private final float[] array;

    public OfFloat(float[] array) {
      this.array = array;
    }

    public float[] array() {
      return array;
    }

    @Override
    Buffer again() {
      return new OfFloat(array);
    }

    @Override
    public DType dtype() {
      return DType.FLOAT32;
    }

    @Override
    public int length() {
      return array.length;
    }

    @Override
    public double get(int index) {
      return array[index];
    }

    @Override
    public void set(int index, double value) {
      array[index] = (float) value;
    }

    @Override
    public long getLong(int index) {
      return (long) array[index];
    }

    @Override
    public void setLong(int index, long value) {
      array[index] = value;
    }

    @Override
    public void fill(double value) {
      Arrays.fill(array, (float) value);
    }

    @Override
    public void load(int position, int stride, double[] to, int count) {
      for (int i = 0, p = position; i < count; i++, p += stride) {
        to[i] = array[p];
      }
    }

    @Override
    public void store(double[] from, int count, int position, int stride) {
      for (int i = 0, p = position; i < count; i++, p += stride) {
        array[p] = (float) from[i];
      }
    }

    @Override
    public void copyTo(int position, Buffer to, int at, int count) {
      System.arraycopy(array, position, ((OfFloat) to).array, at, count);
    }

    @Override
    public void addTo(int position, Buffer to, int at, int count) {
      float[] target = ((OfFloat) to).array;
      for (int i = 0; i < count; i++) {
        target[at + i] += array[position + i];
      }
    }
  }

  /// 64-bit floats.
  public static final class OfDouble extends Buffer {
    private final double[] array;

    public OfDouble(double[] array) {
      this.array = array;
    }

    public double[] array() {
      return array;
    }

    @Override
    Buffer again() {
      return new OfDouble(array);
    }

    @Override
    public DType dtype() {
      return DType.FLOAT64;
    }

    @Override
    public int length() {
      return array.length;
    }

    @Override
    public double get(int index) {
      return array[index];
    }

    @Override
    public void set(int index, double value) {
      array[index] = value;
    }

    @Override
    public long getLong(int index) {
      return (long) array[index];
    }

    @Override
    public void setLong(int index, long value) {
      array[index] = value;
    }

    @Override
    public void fill(double value) {
      Arrays.fill(array, value);
    }

    @Override
    public void load(int position, int stride, double[] to, int count) {
      for (int i = 0, p = position; i < count; i++, p += stride) {
        to[i] = array[p];
      }
    }

    @Override
    public void store(double[] from, int count, int position, int stride) {
      for (int i = 0, p = position; i < count; i++, p += stride) {
        array[p] = from[i];
      }
    }

    @Override
    public void copyTo(int position, Buffer to, int at, int count) {
      System.arraycopy(array, position, ((OfDouble) to).array, at, count);
    }

    @Override
    public void addTo(int position, Buffer to, int at, int count) {
      double[] target = ((OfDouble) to).array;
      for (int i = 0; i < count; i++) {
        target[at + i] += array[position + i];
      }
    }
  }

  /// 64-bit integers.
  public static final class OfLong extends Buffer {
    private final long[] array;

    public OfLong(long[] array) {
      this.array = array;
    }

    public long[] array() {
      return array;
    }

    @Override
    Buffer again() {
      return new OfLong(array);
    }

    @Override
    public DType dtype() {
      return DType.INT64;
    }

    @Override
    public int length() {
      return array.length;
    }

    @Override
    public double get(int index) {
      return array[index];
    }

    @Override
    public void set(int index, double value) {
      array[index] = (long) value;
    }

    @Override
    public long getLong(int index) {
      return array[index];
    }

    @Override
    public void setLong(int index, long value) {
      array[index] = value;
    }

    @Override
    public void fill(double value) {
      Arrays.fill(array, (long) value);
    }

    @Override
    public void load(int position, int stride, double[] to, int count) {
      for (int i = 0, p = position; i < count; i++, p += stride) {
        to[i] = array[p];
      }
    }

    @Override
    public void store(double[] from, int count, int position, int stride) {
      for (int i = 0, p = position; i < count; i++, p += stride) {
        array[p] = (long) from[i];
      }
    }

    @Override
    public void copyTo(int position, Buffer to, int at, int count) {
      System.arraycopy(array, position, ((OfLong) to).array, at, count);
    }

    @Override
    public void addTo(int position, Buffer to, int at, int count) {
      long[] target = ((OfLong) to).array;
      for (int i = 0; i < count; i++) {
        target[at + i] += array[position + i];
      }
    }
  }

  /// Truth values.
  public static final class OfBoolean extends Buffer {
    private final boolean[] array;

    public OfBoolean(boolean[] array) {
      this.array = array;
    }

    public boolean[] array() {
      return array;
    }

    @Override
    Buffer again() {
      return new OfBoolean(array);
    }

    @Override
    public DType dtype() {
      return DType.BOOL;
    }

    @Override
    public int length() {
      return array.length;
    }

    @Override
    public double get(int index) {
      return array[index] ? 1 : 0;
    }

    @Override
    public void set(int index, double value) {
      array[index] = value != 0;
    }

    @Override
    public long getLong(int index) {
      return array[index] ? 1 : 0;
    }

    @Override
    public void setLong(int index, long value) {
      array[index] = value != 0;
    }

    @Override
    public void fill(double value) {
      Arrays.fill(array, value != 0);
    }

    @Override
    public void load(int position, int stride, double[] to, int count) {
      for (int i = 0, p = position; i < count; i++, p += stride) {
        to[i] = array[p] ? 1 : 0;
      }
    }

    @Override
    public void store(double[] from, int count, int position, int stride) {
      for (int i = 0, p = position; i < count; i++, p += stride) {
        array[p] = from[i] != 0;
      }
    }

    @Override
    public void copyTo(int position, Buffer to, int at, int count) {
      System.arraycopy(array, position, ((OfBoolean) to).array, at, count);
    }

    @Override
    public void addTo(int position, Buffer to, int at, int count) {
      boolean[] target = ((OfBoolean) to).array;
      for (int i = 0; i < count; i++) {
        target[at + i] |= array[position + i];
      }
    }
  }
}
