package dev.chainrule.op.index;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// y = x, with each value added at its position, counted row-major; equal positions add up. Inputs:
/// x, positions, values.
public record AddAt() implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    int[] positions = Positions.flat(name(), x.get(1), x.get(0).numel());
    NdArray out = Copies.copy(x.get(0));
    NdArray values = Positions.values(name(), x.get(2), x.get(1).shape(), out.dtype());
    Kernels.active().addAt(Copies.flat(values), positions, 1, out.buffer());
    return out;
  }

  @Override
  public boolean differentiable(int input) {
    return input != 1;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return input == 0 ? gradOutput : a.apply(new Take(), List.of(gradOutput, x.get(1)));
  }
}
