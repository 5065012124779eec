package dev.chainrule.op;

import java.util.List;

/// An operation that acts on each element alone, after broadcasting.
///
/// Its rule is written against the smaller [Algebra], so that the scalar engine can read it too.
public interface Elementwise extends Operation {
  /// What dtype the result has.
  default Promotion promotion() {
    return Promotion.ARITHMETIC;
  }

  /// [Operation#vjp] for one element. It must be linear in `gradOutput`, and where the derivative
  /// is zero by a condition it must select a zero, not multiply by one: 0·∞ is NaN.
  <T> T pullback(Algebra<T> a, int input, List<T> x, T y, T gradOutput);

  @Override
  default <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return pullback(a, input, x, y, gradOutput);
  }
}
