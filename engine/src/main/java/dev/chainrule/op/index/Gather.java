package dev.chainrule.op.index;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// y\[i\] = x at index\[i\] along `dim` and at i along the others. The gradient is added back
/// there.
public record Gather(int dim) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray index = x.get(1);
    int[] positions = Positions.gather(name(), x.get(0).shape(), dim, index);
    NdArray out = NdArray.zeros(x.get(0).dtype(), index.shape());
    Kernels.active().take(Copies.flat(x.get(0)), positions, 1, out.buffer());
    return out;
  }

  @Override
  public boolean differentiable(int input) {
    return input == 0;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.scatterAdd(a.zerosLike(x.get(0)), dim, x.get(1), gradOutput);
  }
}
