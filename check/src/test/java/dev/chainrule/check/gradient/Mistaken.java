package dev.chainrule.check.gradient;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// An operation with one of the wrong derivatives that people write.
///
/// @param at the input whose derivative is wrong
/// @param mistake which of the operation's mistakes
record Mistaken(Operation right, int at, int mistake) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    return right.forward(x);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return input == at
        ? right.mistakes(a, input, x, y, gradOutput).get(mistake).gradInput().get()
        : right.vjp(a, input, x, y, gradOutput);
  }

  @Override
  public boolean differentiable(int input) {
    return right.differentiable(input);
  }

  @Override
  public boolean readsElements(int input) {
    return right.readsElements(input);
  }
}
