package dev.chainrule.op;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Matrices;
import dev.chainrule.kernel.Strided;
import java.util.Arrays;

/// The matrices of an array's last two dimensions as operands of kernels.
public final class Batches {
  private Batches() {}

  /// All of them, in row-major order of the other dimensions.
  public static Matrices matrices(NdArray x) {
    int rank = x.shape().rank();
    int size = x.shape().size(-2) * x.shape().size(-1);
    int[] starts = new int[size == 0 ? 0 : x.numel() / size];
    Arrays.setAll(starts, i -> x.position(i * size));
    int[] strides = {x.strides()[rank - 2], x.strides()[rank - 1]};
    return new Matrices(new Strided(x.buffer(), 0, strides), starts);
  }
}
