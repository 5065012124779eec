package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Notation;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.Arrays;
import java.util.List;

/// y = x with its last two dimensions exchanged; a view. This is what rules call, of which the
/// number of dimensions is not known; users' transposes are permutations.
public record Transpose() implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    int rank = x.get(0).shape().rank();
    int[] order = new int[rank];
    Arrays.setAll(order, d -> d < rank - 2 ? d : 2 * rank - 3 - d);
    return x.get(0).permute(order);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.transpose(gradOutput);
  }

  @Override
  public Notation notation() {
    return Notation.postfix("ᵀ", "^{\\top}");
  }
}
