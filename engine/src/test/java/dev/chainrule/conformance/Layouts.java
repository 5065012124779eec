package dev.chainrule.conformance;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.shape.Shape;
import java.util.Arrays;
import java.util.List;

/// The same elements laid out in memory in other ways.
public enum Layouts {
  TRANSPOSED,
  STEPPED,
  /// One layer of the first dimension stands for all, so these are other elements.
  EXPANDED;

  public NdArray of(NdArray x) {
    return switch (this) {
      case TRANSPOSED -> transposed(x);
      case STEPPED -> stepped(x);
      case EXPANDED -> expanded(x);
    };
  }

  List<NdArray> of(List<NdArray> inputs) {
    return inputs.stream().map(this::of).toList();
  }

  /// Dimensions stored in the opposite order.
  private static NdArray transposed(NdArray x) {
    int rank = x.shape().rank();
    int[] reversed = new int[rank];
    Arrays.setAll(reversed, d -> rank - 1 - d);
    return Copies.copy(x.permute(reversed)).permute(reversed);
  }

  /// Every second element of a larger array from the second on, in each dimension; between them
  /// lies what must not be read.
  private static NdArray stepped(NdArray x) {
    int[] sizes = new int[x.shape().rank() + 1];
    Arrays.setAll(sizes, d -> d == 0 ? 3 : 2 * x.shape().size(d - 1) + 1);
    double poison = x.dtype().isFloat() ? Double.NaN : 1e9;
    NdArray view = NdArray.full(x.dtype(), Shape.of(sizes), poison).slice(0, 1, 1, 1);
    for (int d = 1; d < sizes.length; d++) {
      view = view.slice(d, 1, x.shape().size(d - 1), 2);
    }
    int[] strides = Arrays.copyOfRange(view.strides(), 1, sizes.length);
    NdArray stepped = view.view(x.shape(), strides, view.offset());
    Copies.write(x, stepped);
    return stepped;
  }

  private static NdArray expanded(NdArray x) {
    boolean possible = x.shape().rank() > 0 && x.numel() > 0;
    return possible ? x.slice(0, 0, 1, 1).expand(x.shape()) : x;
  }
}
