package dev.chainrule.op.index;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.List;

/// y = x with zeros above (`tril`) or below (`triu`) a diagonal of its last two dimensions; the
/// gradient is cut the same way.
public record Triangle(boolean lower, int diagonal) implements Operation {
  @Override
  public String name() {
    return lower ? "tril" : "triu";
  }

  @Override
  public NdArray forward(List<NdArray> x) {
    Shape shape = x.get(0).shape();
    if (shape.rank() < 2) {
      throw new ShapeException(name(), "needs at least two axes; given %s".formatted(shape), shape);
    }
    NdArray out = Copies.copy(x.get(0));
    int rows = shape.size(-2);
    int columns = shape.size(-1);
    for (int i = 0; i < out.numel(); i++) {
      int offset = i % columns - i / columns % rows;
      if (lower ? offset > diagonal : offset < diagonal) {
        out.buffer().set(i, 0);
      }
    }
    return out;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.apply(this, List.of(gradOutput));
  }
}
