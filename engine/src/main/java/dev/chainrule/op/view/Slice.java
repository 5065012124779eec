package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// y = every `step`-th position of dimension `dim`, from `start`, `size` of them; a view. The
/// gradient is put back at these positions, among zeros. Also `narrow`, by its name.
public record Slice(String name, int dim, int start, int size, int step) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return x.get(0).slice(dim, start, size, step);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.apply(new Unslice(dim, start, step), List.of(gradOutput, x.get(0)));
  }
}
