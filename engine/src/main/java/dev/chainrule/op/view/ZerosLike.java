package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Discrete;
import java.util.List;

/// y = zeros in the shape and dtype of x, whose elements it does not read.
public record ZerosLike() implements Discrete {
  @Override
  public NdArray forward(List<NdArray> x) {
    return NdArray.zeros(x.get(0).dtype(), x.get(0).shape());
  }

  @Override
  public boolean readsElements(int input) {
    return false;
  }
}
