package dev.chainrule.check.explain;

import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/// Along which axes broadcasting repeated a value.
final class Repetition {
  private Repetition() {}

  /// The axes of `to`, counted from 0, along which an array of shape `from` is repeated.
  static List<Integer> axes(Shape from, Shape to) {
    List<Integer> axes = new ArrayList<>();
    int added = to.rank() - from.rank();
    for (int axis = 0; axis < to.rank(); axis++) {
      if (axis < added || (from.size(axis - added) == 1 && to.size(axis) != 1)) {
        axes.add(axis);
      }
    }
    return axes;
  }
}
