package dev.chainrule.op;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Function2;
import java.util.List;

/// An elementwise operation of two inputs, which broadcast.
public interface Binary extends Elementwise, Function2 {
  /// The rule; see [Elementwise#pullback]. `a` is input 0, `b` input 1.
  <T> T pullback(Algebra<T> in, int input, T a, T b, T y, T gradOutput);

  @Override
  default <T> T pullback(Algebra<T> in, int input, List<T> x, T y, T gradOutput) {
    return pullback(in, input, x.get(0), x.get(1), y, gradOutput);
  }

  @Override
  default NdArray forward(List<NdArray> x) {
    return Pointwise.map(this, x.get(0), x.get(1));
  }
}
