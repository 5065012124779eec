package dev.chainrule.custom;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Discrete;
import dev.chainrule.shape.Shape;
import java.util.List;

/// y = 0, 1, … size − 1: an operation without inputs.
record Range(int size) implements Discrete {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray y = NdArray.zeros(DType.INT64, Shape.of(size));
    for (int i = 0; i < size; i++) {
      y.buffer().setLong(i, i);
    }
    return y;
  }
}
