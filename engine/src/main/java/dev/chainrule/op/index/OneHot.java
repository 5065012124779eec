package dev.chainrule.op.index;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Discrete;
import dev.chainrule.shape.Shape;
import java.util.Arrays;
import java.util.List;

/// y = for each index a row of `classes` zeros with a one at it; int64.
public record OneHot(int classes) implements Discrete {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray index = x.get(0);
    int[] positions = Positions.flat(name(), index, classes);
    int[] sizes = Arrays.copyOf(index.shape().toArray(), index.shape().rank() + 1);
    sizes[sizes.length - 1] = classes;
    NdArray out = NdArray.zeros(DType.INT64, Shape.of(sizes));
    for (int i = 0; i < positions.length; i++) {
      out.buffer().setLong(i * classes + positions[i], 1);
    }
    return out;
  }
}
