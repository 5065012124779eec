package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// y = x with its dimensions in another order; a view. Dimension d of y is dimension `order[d]` of
/// x, and the gradient takes them back.
public record Permute(String name, List<Integer> order) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return x.get(0).permute(order.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    Integer[] inverse = new Integer[order.size()];
    for (int d = 0; d < inverse.length; d++) {
      inverse[order.get(d)] = d;
    }
    return a.apply(new Permute(name, List.of(inverse)), List.of(gradOutput));
  }
}
