package dev.chainrule.op;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Function3;
import java.util.List;

/// An elementwise operation of three inputs, which broadcast.
public interface Ternary extends Elementwise, Function3 {
  @Override
  default NdArray forward(List<NdArray> x) {
    return Pointwise.map(this, x.get(0), x.get(1), x.get(2));
  }
}
