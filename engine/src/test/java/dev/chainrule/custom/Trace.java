package dev.chainrule.custom;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.List;

/// y = the sum of the diagonal of a square matrix: a user's own operation on whole tensors.
record Trace(int size) implements Operation {
  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray matrix = x.getFirst();
    if (!matrix.shape().equals(Shape.of(size, size))) {
      throw new ShapeException(
          name(), "needs a square matrix; given " + matrix.shape(), matrix.shape());
    }
    NdArray y = NdArray.zeros(matrix.dtype(), Shape.SCALAR);
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += matrix.get(i * size + i);
    }
    y.buffer().set(0, sum);
    return y;
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T identity = a.oneHot(a.apply(new Range(size), List.of()), size);
    return a.mul(gradOutput, identity);
  }
}
