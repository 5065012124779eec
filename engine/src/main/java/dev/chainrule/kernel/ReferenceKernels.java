package dev.chainrule.kernel;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;

/// Plain loops, one for all element types: the kernels that others are held against.
///
/// Floats are computed and summed in double, and rounded once to the result's type.
final class ReferenceKernels implements Kernels {
  static final ReferenceKernels INSTANCE = new ReferenceKernels();

  private ReferenceKernels() {}

  private static Strided rowMajor(Buffer out, int[] sizes) {
    int[] strides = new int[sizes.length];
    int step = 1;
    for (int d = sizes.length - 1; d >= 0; d--) {
      strides[d] = step;
      step *= sizes[d];
    }
    return new Strided(out, 0, strides);
  }

  @Override
  public void map(Function1 f, int[] sizes, Strided x, Buffer out) {
    Buffer in = x.buffer();
    boolean integral = isIntegral(in) && isIntegral(out);
    Odometer rows = new Odometer(sizes, x, rowMajor(out, sizes));
    int step = rows.rowStrides[0];
    int outStep = rows.rowStrides[1];
    for (; rows.hasRow(); rows.nextRow()) {
      int p = rows.positions[0];
      int q = rows.positions[1];
      for (int i = 0; i < rows.rowLength; i++, p += step, q += outStep) {
        if (integral) {
          out.setLong(q, f.atLong(in.getLong(p)));
        } else {
          out.set(q, f.at(in.get(p)));
        }
      }
    }
  }

  @Override
  public void map(Function2 f, int[] sizes, Strided a, Strided b, Buffer out) {
    Buffer left = a.buffer();
    Buffer right = b.buffer();
    boolean integral = isIntegral(left) && isIntegral(right) && isIntegral(out);
    Odometer rows = new Odometer(sizes, a, b, rowMajor(out, sizes));
    int leftStep = rows.rowStrides[0];
    int rightStep = rows.rowStrides[1];
    int outStep = rows.rowStrides[2];
    for (; rows.hasRow(); rows.nextRow()) {
      int p = rows.positions[0];
      int q = rows.positions[1];
      int r = rows.positions[2];
      for (int i = 0; i < rows.rowLength; i++, p += leftStep, q += rightStep, r += outStep) {
        if (integral) {
          out.setLong(r, f.atLong(left.getLong(p), right.getLong(q)));
        } else {
          out.set(r, f.at(left.get(p), right.get(q)));
        }
      }
    }
  }

  @Override
  public void map(Function3 f, int[] sizes, Strided a, Strided b, Strided c, Buffer out) {
    Buffer first = a.buffer();
    Buffer second = b.buffer();
    Buffer third = c.buffer();
    boolean integral = isIntegral(second) && isIntegral(third) && isIntegral(out);
    Odometer rows = new Odometer(sizes, a, b, c, rowMajor(out, sizes));
    for (; rows.hasRow(); rows.nextRow()) {
      int p = rows.positions[0];
      int q = rows.positions[1];
      int r = rows.positions[2];
      int o = rows.positions[3];
      for (int i = 0; i < rows.rowLength; i++) {
        if (integral) {
          out.setLong(o, f.atLong(first.getLong(p), second.getLong(q), third.getLong(r)));
        } else {
          out.set(o, f.at(first.get(p), second.get(q), third.get(r)));
        }
        p += rows.rowStrides[0];
        q += rows.rowStrides[1];
        r += rows.rowStrides[2];
        o += rows.rowStrides[3];
      }
    }
  }

  @Override
  public void copy(int[] sizes, Strided from, Strided to) {
    Buffer in = from.buffer();
    Buffer out = to.buffer();
    boolean integral = isIntegral(in) && isIntegral(out);
    Odometer rows = new Odometer(sizes, from, to);
    int step = rows.rowStrides[0];
    int outStep = rows.rowStrides[1];
    for (; rows.hasRow(); rows.nextRow()) {
      int p = rows.positions[0];
      int q = rows.positions[1];
      for (int i = 0; i < rows.rowLength; i++, p += step, q += outStep) {
        if (integral) {
          out.setLong(q, in.getLong(p));
        } else {
          out.set(q, in.get(p));
        }
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
  public void take(Buffer x, int[] positions, Buffer out) {
    boolean integral = isIntegral(x);
    for (int i = 0; i < positions.length; i++) {
      if (integral) {
        out.setLong(i, x.getLong(positions[i]));
      } else {
        out.set(i, x.get(positions[i]));
      }
    }
  }

  @Override
  public void put(Buffer x, int[] positions, Buffer out) {
    boolean integral = isIntegral(x);
    for (int i = 0; i < positions.length; i++) {
      if (integral) {
        out.setLong(positions[i], x.getLong(i));
      } else {
        out.set(positions[i], x.get(i));
      }
    }
  }

  @Override
  public void addAt(Buffer x, int[] positions, Buffer out) {
    boolean integral = isIntegral(out);
    for (int i = 0; i < positions.length; i++) {
      if (integral) {
        out.setLong(positions[i], out.getLong(positions[i]) + x.getLong(i));
      } else {
        out.set(positions[i], out.get(positions[i]) + x.get(i));
      }
    }
  }

  private static boolean isIntegral(Buffer buffer) {
    return buffer.dtype().compareTo(DType.FLOAT32) < 0;
  }
}
