package dev.chainrule.op.index;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// y\[i\] = the element of x, counted row-major, at positions\[i\]. All indexing with tensors and
/// masks comes down to this. Inputs: x, positions.
public record Take() implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    int[] positions = Positions.flat(name(), x.get(1), x.get(0).numel());
    NdArray out = NdArray.zeros(x.get(0).dtype(), x.get(1).shape());
    Kernels.active().take(Copies.flat(x.get(0)), positions, 1, out.buffer());
    return out;
  }

  @Override
  public boolean differentiable(int input) {
    return input == 0;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.apply(new AddAt(), List.of(a.zerosLike(x.get(0)), x.get(1), gradOutput));
  }
}
