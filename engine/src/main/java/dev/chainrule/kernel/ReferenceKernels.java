package dev.chainrule.kernel;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;

/// Plain loops, one for all element types: the kernels that others are held against.
///
/// Floats are computed and summed in double, and rounded once to the result's type: each row is
/// unpacked to doubles, worked on, and packed again. Integers have exact loops of their own.
public class ReferenceKernels implements Kernels {
  /// Elements that are unpacked to doubles at a time.
  private static final int CHUNK = 256;

  /// Plain loops, which have no state.
  public ReferenceKernels() {}

  @Override
  public void map(Function1 f, int[] sizes, Strided x, Buffer out) {
    Buffer in = x.buffer();
    boolean integral = isIntegral(in) && isIntegral(out);
    double[] a = chunk(sizes);
    forEachChunk(
        sizes,
        (at, step, n) -> {
          if (integral) {
            for (int i = 0; i < n; i++) {
              out.setLong(at[1] + i * step[1], f.atLong(in.getLong(at[0] + i * step[0])));
            }
            return;
          }
          in.load(at[0], step[0], a, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.at(a[i]);
          }
          out.store(a, n, at[1], step[1]);
        },
        x,
        Strided.rowMajor(out, sizes));
  }

  @Override
  public void map(Function2 f, int[] sizes, Strided x, Strided y, Buffer out) {
    Buffer left = x.buffer();
    Buffer right = y.buffer();
    boolean integral = isIntegral(left) && isIntegral(right) && isIntegral(out);
    double[] a = chunk(sizes);
    double[] b = chunk(sizes);
    forEachChunk(
        sizes,
        (at, step, n) -> {
          if (integral) {
            for (int i = 0; i < n; i++) {
              long l = left.getLong(at[0] + i * step[0]);
              long r = right.getLong(at[1] + i * step[1]);
              out.setLong(at[2] + i * step[2], f.atLong(l, r));
            }
            return;
          }
          left.load(at[0], step[0], a, n);
          right.load(at[1], step[1], b, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.at(a[i], b[i]);
          }
          out.store(a, n, at[2], step[2]);
        },
        x,
        y,
        Strided.rowMajor(out, sizes));
  }

  @Override
  public void map(Function3 f, int[] sizes, Strided x, Strided y, Strided z, Buffer out) {
    Buffer first = x.buffer();
    Buffer second = y.buffer();
    Buffer third = z.buffer();
    boolean integral = isIntegral(second) && isIntegral(third) && isIntegral(out);
    double[] a = chunk(sizes);
    double[] b = chunk(sizes);
    double[] c = chunk(sizes);
    forEachChunk(
        sizes,
        (at, step, n) -> {
          if (integral) {
            for (int i = 0; i < n; i++) {
              long p = first.getLong(at[0] + i * step[0]);
              long q = second.getLong(at[1] + i * step[1]);
              long r = third.getLong(at[2] + i * step[2]);
              out.setLong(at[3] + i * step[3], f.atLong(p, q, r));
            }
            return;
          }
          first.load(at[0], step[0], a, n);
          second.load(at[1], step[1], b, n);
          third.load(at[2], step[2], c, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.at(a[i], b[i], c[i]);
          }
          out.store(a, n, at[3], step[3]);
        },
        x,
        y,
        z,
        Strided.rowMajor(out, sizes));
  }

  @Override
  public void copy(int[] sizes, Strided from, Strided to) {
    Buffer in = from.buffer();
    Buffer out = to.buffer();
    boolean integral = isIntegral(in) && isIntegral(out);
    double[] a = chunk(sizes);
    forEachChunk(
        sizes,
        (at, step, n) -> {
          if (integral) {
            for (int i = 0; i < n; i++) {
              out.setLong(at[1] + i * step[1], in.getLong(at[0] + i * step[0]));
            }
            return;
          }
          in.load(at[0], step[0], a, n);
          out.store(a, n, at[1], step[1]);
        },
        from,
        to);
  }

  /// Room for a chunk of a loop, small where the loop is.
  private static double[] chunk(int[] sizes) {
    return new double[Math.min(CHUNK, numel(sizes))];
  }

  private static int numel(int[] sizes) {
    int numel = 1;
    for (int size : sizes) {
      numel *= size;
    }
    return numel;
  }

  /// Work on `n` elements in a row: where each operand begins, and how far it steps.
  private interface Chunk {
    void run(int[] at, int[] step, int n);
  }

  private static void forEachChunk(int[] sizes, Chunk work, Strided... operands) {
    int[] at = new int[operands.length];
    if (numel(sizes) == 1) {
      // A scalar has no rows to walk, and a graph of scalars has many of them.
      for (int k = 0; k < at.length; k++) {
        at[k] = operands[k].offset();
      }
      work.run(at, new int[at.length], 1);
      return;
    }
    Odometer rows = new Odometer(sizes, operands);
    for (; rows.hasRow(); rows.nextRow()) {
      for (int done = 0; done < rows.rowLength; done += CHUNK) {
        for (int k = 0; k < at.length; k++) {
          at[k] = rows.positions[k] + done * rows.rowStrides[k];
        }
        work.run(at, rows.rowStrides, Math.min(CHUNK, rows.rowLength - done));
      }
    }
  }

  @Override
  public void reduce(
      Reduction reduction,
      Buffer x,
      int offset,
      int[] keptSizes,
      int[] keptStrides,
      int[] foldedSizes,
      int[] foldedStrides,
      Buffer out) {
    boolean integral = isIntegral(x);
    Odometer kept = new Odometer(keptSizes, new Strided(x, offset, keptStrides));
    int index = 0;
    for (; kept.hasRow(); kept.nextRow()) {
      int position = kept.positions[0];
      for (int i = 0; i < kept.rowLength; i++, position += kept.rowStrides[0]) {
        Odometer folded = new Odometer(foldedSizes, new Strided(x, position, foldedStrides));
        if (integral) {
          out.setLong(index++, Folds.ofLongs(reduction, x, folded));
        } else {
          out.set(index++, Folds.ofDoubles(reduction, x, folded));
        }
      }
    }
  }

  @Override
  public void cumsum(
      Buffer x,
      int[] rowOffsets,
      int size,
      int stride,
      boolean reverse,
      Buffer out,
      int[] outOffsets,
      int outStride) {
    boolean integral = isIntegral(x);
    for (int row = 0; row < rowOffsets.length; row++) {
      double sum = 0;
      long longSum = 0;
      for (int i = 0; i < size; i++) {
        int at = reverse ? size - 1 - i : i;
        if (integral) {
          longSum += x.getLong(rowOffsets[row] + at * stride);
          out.setLong(outOffsets[row] + at * outStride, longSum);
        } else {
          sum += x.get(rowOffsets[row] + at * stride);
          out.set(outOffsets[row] + at * outStride, sum);
        }
      }
    }
  }

  @Override
  public void matmul(int m, int n, int k, Strided a, Strided b, Buffer out, int outOffset) {
    if (isIntegral(out)) {
      matmulLongs(m, n, k, a, b, out, outOffset);
      return;
    }
    // A row of b and the running sums are unpacked to doubles, so that one loop serves both types.
    double[] right = unpack(k, n, b);
    double[] sums = new double[n];
    for (int i = 0; i < m; i++) {
      java.util.Arrays.fill(sums, 0);
      int p = a.offset() + i * a.strides()[0];
      for (int l = 0; l < k; l++, p += a.strides()[1]) {
        double left = a.buffer().get(p);
        int row = l * n;
        for (int j = 0; j < n; j++) {
          sums[j] += left * right[row + j];
        }
      }
      for (int j = 0; j < n; j++) {
        out.set(outOffset + i * n + j, sums[j]);
      }
    }
  }

  private static double[] unpack(int rows, int columns, Strided b) {
    double[] packed = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      int p = b.offset() + i * b.strides()[0];
      for (int j = 0; j < columns; j++, p += b.strides()[1]) {
        packed[i * columns + j] = b.buffer().get(p);
      }
    }
    return packed;
  }

  private static void matmulLongs(
      int m, int n, int k, Strided a, Strided b, Buffer out, int outOffset) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        long sum = 0;
        for (int l = 0; l < k; l++) {
          long left = a.buffer().getLong(a.offset() + i * a.strides()[0] + l * a.strides()[1]);
          sum += left * b.buffer().getLong(b.offset() + l * b.strides()[0] + j * b.strides()[1]);
        }
        out.setLong(outOffset + i * n + j, sum);
      }
    }
  }

  @Override
  public void take(Buffer x, int[] starts, int length, Buffer out) {
    for (int i = 0; i < starts.length; i++) {
      x.copyTo(starts[i], out, i * length, length);
    }
  }

  @Override
  public void put(Buffer x, int[] starts, int length, Buffer out) {
    for (int i = 0; i < starts.length; i++) {
      x.copyTo(i * length, out, starts[i], length);
    }
  }

  @Override
  public void addAt(Buffer x, int[] starts, int length, Buffer out) {
    for (int i = 0; i < starts.length; i++) {
      x.addTo(i * length, out, starts[i], length);
    }
  }

  private static boolean isIntegral(Buffer buffer) {
    return buffer.dtype().compareTo(DType.FLOAT32) < 0;
  }
}
