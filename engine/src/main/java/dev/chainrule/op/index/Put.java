package dev.chainrule.op.index;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// y = x, with the elements at the positions, counted row-major, replaced by the values; of equal
/// positions the last wins, and its value alone should be relied on. Inputs: x, positions, values.
public record Put() implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    int[] positions = Positions.flat(name(), x.get(1), x.get(0).numel());
    NdArray out = Copies.copy(x.get(0));
    NdArray values = Positions.values(name(), x.get(2), x.get(1).shape(), out.dtype());
    Kernels.active().put(Copies.flat(values), positions, 1, out.buffer());
    return out;
  }

  @Override
  public boolean differentiable(int input) {
    return input != 1;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return input == 0
        ? a.apply(new Put(), List.of(gradOutput, x.get(1), a.constant(0)))
        : a.apply(new Take(), List.of(gradOutput, x.get(1)));
  }
}
