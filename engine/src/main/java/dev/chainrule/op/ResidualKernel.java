package dev.chainrule.op;

import dev.chainrule.array.NdArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operation whose forward pass comes by something that the gradients' kernel would have to
/// compute again: a residual, as in JAX's `custom_vjp`. The tape keeps it. It belongs to kernels
/// alone; the rule knows nothing of it.
public interface ResidualKernel extends GradientKernel {
  /// A value and what was left on the way to it, an array of its own.
  record Forward(NdArray y, NdArray residual) {}

  /// What [#forward] gives, and the residual; null where there is none, or keeping it would take
  /// more memory than it saves work.
  @Nullable Forward forwardWithResidual(List<NdArray> x);

  /// What [GradientKernel#gradInputs] gives; the bits do not depend on the residual.
  ///
  /// @param residual null where it was not kept, or is gone
  @Nullable List<NdArray> gradInputs(
      List<NdArray> x, NdArray y, @Nullable NdArray residual, NdArray gradOutput);

  @Override
  default @Nullable List<NdArray> gradInputs(List<NdArray> x, NdArray y, NdArray gradOutput) {
    return gradInputs(x, y, null, gradOutput);
  }
}
