package dev.chainrule.op.view;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;

/// y = the inputs one after another along `dim`; `sizes` are theirs there. Each gets its part of
/// the gradient.
public record Cat(int dim, List<Integer> sizes) implements Operation {
  /// Joins arrays of these shapes, which must agree but for `dim`.
  public static Cat of(List<Shape> shapes, int dim) {
    Shape first = shapes.get(0);
    List<Integer> sizes = new ArrayList<>();
    for (Shape shape : shapes) {
      boolean fits = shape.rank() == first.rank() && shape.rank() > 0;
      for (int d = 0; fits && d < shape.rank(); d++) {
        fits = d == dim || shape.size(d) == first.size(d);
      }
      if (!fits) {
        throw new ShapeException(
            "cat",
            "all sizes but that of axis %d must agree; given %s".formatted(dim, shapes),
            shapes);
      }
      sizes.add(shape.size(dim));
    }
    return new Cat(dim, List.copyOf(sizes));
  }

  @Override
  public NdArray forward(List<NdArray> x) {
    List<Shape> shapes = x.stream().map(NdArray::shape).toList();
    if (!of(shapes, dim).sizes().equals(sizes)) {
      throw new ShapeException(
          name(),
          "the sizes along axis %d must be %s; given %s".formatted(dim, sizes, shapes),
          shapes);
    }
    int[] shape = shapes.getFirst().toArray();
    shape[dim] = sizes.stream().mapToInt(Integer::intValue).sum();
    NdArray out = NdArray.undefined(Promotion.common(x.toArray(NdArray[]::new)), Shape.of(shape));
    for (int i = 0; i < x.size(); i++) {
      Copies.write(x.get(i), out.slice(dim, start(i), sizes.get(i), 1));
    }
    return out;
  }

  private int start(int input) {
    return sizes.subList(0, input).stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return a.apply(new Slice("slice", dim, start(input), sizes.get(input), 1), List.of(gradOutput));
  }
}
