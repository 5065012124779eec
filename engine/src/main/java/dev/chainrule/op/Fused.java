package dev.chainrule.op;

import java.util.List;

/// An operation that does at once what several plain ones do.
///
/// It states these, and a conformance test shows that value, gradient and second gradient agree.
public interface Fused extends GradientKernel {
  /// The same value from plain operations.
  <T> T decompose(TensorAlgebra<T> a, List<T> x);
}
