package dev.chainrule.op;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Function1;
import java.util.List;

/// An elementwise operation of one input.
public interface Unary extends Elementwise, Function1 {
  /// The rule; see [Elementwise#pullback].
  <T> T pullback(Algebra<T> a, T x, T y, T gradOutput);

  @Override
  default Promotion promotion() {
    return Promotion.FLOAT;
  }

  @Override
  default <T> T pullback(Algebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return pullback(a, x.get(0), y, gradOutput);
  }

  @Override
  default NdArray forward(List<NdArray> x) {
    return Pointwise.map(this, x.get(0));
  }
}
