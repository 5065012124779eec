package dev.chainrule.op;

import dev.chainrule.array.NdArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operation whose gradients kernels find faster than the steps of its rule do.
public interface GradientKernel extends Operation {
  /// What the rule gives in numbers; equal but for rounding, as a conformance test shows. The
  /// result is a new array. Null where the rule must serve.
  default @Nullable NdArray gradInput(int input, List<NdArray> x, NdArray y, NdArray gradOutput) {
    return null;
  }

  /// As [#gradInput] for all inputs, in their order, where they are found together faster than one
  /// by one; only asked for where all have a gradient.
  default @Nullable List<NdArray> gradInputs(List<NdArray> x, NdArray y, NdArray gradOutput) {
    return null;
  }
}
