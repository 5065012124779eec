package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.shape.Shape;
import java.util.Collection;

/// Charges the run's budget for what is about to be computed.
final class Costs {
  private Costs() {}

  /// Elements about to be allocated.
  static void elements(Torch torch, long count) {
    torch.run().budget().elements(count);
  }

  /// A result of the size of a tensor.
  static void like(TensorValue tensor) {
    elements(tensor.torch(), tensor.shape().numel());
  }

  /// A result of the size that the operands broadcast to.
  static void broadcast(Torch torch, Operands operands) {
    elements(torch, broadcast(operands.tensors().stream().map(Tensor::shape).toList()));
  }

  /// How many elements shapes have when broadcast; if they do not fit each other, something larger.
  static long broadcast(Collection<Shape> shapes) {
    int rank = shapes.stream().mapToInt(Shape::rank).max().orElse(0);
    long count = 1;
    for (int back = 1; back <= rank; back++) {
      long size = 1;
      for (Shape shape : shapes) {
        if (back <= shape.rank() && (size == 1 || shape.size(-back) > size)) {
          size = shape.size(-back);
        }
      }
      count = product(count, size);
    }
    return count;
  }

  /// The number of elements of a shape that may be too large.
  static long elements(long... sizes) {
    long count = 1;
    for (long size : sizes) {
      count = product(count, size);
    }
    return count;
  }

  private static long product(long left, long right) {
    return Math.unsignedMultiplyHigh(left, right) == 0 && left * right >= 0
        ? left * right
        : Long.MAX_VALUE;
  }

  /// A product of matrices.
  ///
  /// @param elements of the result
  /// @param inner how many products make one element
  static void product(Torch torch, long elements, long inner) {
    elements(torch, elements);
    torch.run().budget().multiplyAdds(product(elements, inner));
  }
}
