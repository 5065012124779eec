package dev.chainrule.shape;

import java.util.List;

/// NumPy's broadcasting rule: sizes are aligned at the last dimension, and each pair must be equal
/// or one of them 1.
public final class Broadcast {
  private Broadcast() {}

  /// The shape that all of `shapes` broadcast to.
  public static Shape shape(String operation, List<Shape> shapes) {
    Shape result = shapes.getFirst();
    for (int i = 1; i < shapes.size(); i++) {
      result = shape(operation, result, shapes.get(i));
    }
    return result;
  }

  /// The shape that `a` and `b` broadcast to.
  public static Shape shape(String operation, Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] sizes = new int[rank];
    for (int back = 1; back <= rank; back++) {
      int left = back <= a.rank() ? a.size(-back) : 1;
      int right = back <= b.rank() ? b.size(-back) : 1;
      if (left != right && left != 1 && right != 1) {
        throw new ShapeException(
            operation,
            "cannot broadcast %s with %s: axis %d is %d and %d (must be equal, or one of them 1)"
                .formatted(a, b, -back, left, right),
            a,
            b);
      }
      sizes[rank - back] = left == 1 ? right : left;
    }
    return Shape.of(sizes);
  }

  /// Whether an array of shape `from` may stand where `to` is needed.
  public static boolean fits(Shape from, Shape to) {
    if (from.rank() > to.rank()) {
      return false;
    }
    for (int back = 1; back <= from.rank(); back++) {
      if (from.size(-back) != to.size(-back) && from.size(-back) != 1) {
        return false;
      }
    }
    return true;
  }

  /// Strides that read an array of shape `from` as if it had shape `to`: 0 along repeated
  /// dimensions.
  public static int[] strides(Shape from, int[] strides, Shape to) {
    int[] expanded = new int[to.rank()];
    for (int back = 1; back <= from.rank(); back++) {
      int size = from.size(-back);
      boolean repeated = size == 1 && to.size(-back) != 1;
      expanded[to.rank() - back] = repeated ? 0 : strides[from.rank() - back];
    }
    return expanded;
  }
}
