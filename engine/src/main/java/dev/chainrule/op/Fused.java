package dev.chainrule.op;

import dev.chainrule.array.NdArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operation that does at once what several plain ones do.
///
/// It states these, and a conformance test shows that value, gradient and second gradient agree.
public interface Fused extends Operation {
  /// The same value from plain operations.
  <T> T decompose(TensorAlgebra<T> a, List<T> x);

  /// What the rule gives in numbers, by kernels that are faster than its steps; equal but for
  /// rounding, as a conformance test shows. The result is a new array. Null where the rule must
  /// serve.
  default @Nullable NdArray gradInput(int input, List<NdArray> x, NdArray y, NdArray gradOutput) {
    return null;
  }

  /// As [#gradInput] for all inputs, in their order, where they are found together faster than one
  /// by one; only asked for where all have a gradient.
  default @Nullable List<NdArray> gradInputs(List<NdArray> x, NdArray y, NdArray gradOutput) {
    return null;
  }
}
