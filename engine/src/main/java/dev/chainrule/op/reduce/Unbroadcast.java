package dev.chainrule.op.reduce;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.Arrays;
import java.util.List;

/// y = x summed over the axes along which an array like the second input was broadcast, in its
/// dtype: the dual of broadcasting. Reads only the shape of the second.
public record Unbroadcast() implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return of(x.get(0), x.get(1).shape(), x.get(1).dtype());
  }

  private static NdArray of(NdArray x, Shape shape, DType dtype) {
    NdArray summed = x;
    int extra = x.shape().rank() - shape.rank();
    if (extra > 0) {
      summed = new Sum(Axes.of("unbroadcast", x.shape(), first(extra)), false).forward(List.of(x));
    }
    int[] repeated = new int[shape.rank()];
    int count = 0;
    for (int d = 0; d < shape.rank(); d++) {
      if (shape.size(d) == 1 && summed.shape().size(d) != 1) {
        repeated[count++] = d;
      }
    }
    if (count > 0) {
      Axes axes = Axes.of("unbroadcast", summed.shape(), Arrays.copyOf(repeated, count));
      summed = new Sum(axes, true).forward(List.of(summed));
    }
    return Copies.cast(summed, dtype);
  }

  private static int[] first(int count) {
    int[] dims = new int[count];
    Arrays.setAll(dims, d -> d);
    return dims;
  }

  @Override
  public boolean differentiable(int input) {
    return input == 0;
  }

  @Override
  public boolean readsElements(int input) {
    return input == 0;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.expandTo(gradOutput, x.get(0));
  }
}
