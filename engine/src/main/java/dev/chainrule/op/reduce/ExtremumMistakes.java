package dev.chainrule.op.reduce;

import dev.chainrule.op.Mistake;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.ArrayList;
import java.util.List;

/// What people get wrong in the gradient of a largest or smallest element: to which elements it
/// goes.
final class ExtremumMistakes {
  private static final String ID = "max-spread";

  private ExtremumMistakes() {}

  /// Where elements that tie share the gradient.
  static <T> List<Mistake<T>> of(
      TensorAlgebra<T> a, Axes axes, boolean keepDim, T x, T y, T gradOutput) {
    T extremum = keepDim ? y : a.unsqueeze(y, axes);
    T gradient = keepDim ? gradOutput : a.unsqueeze(gradOutput, axes);
    return List.of(
        new Mistake<>(ID, "gives every element the gradient", () -> a.expandTo(gradient, x)),
        new Mistake<>(
            ID,
            "gives each of the elements that tie the whole gradient",
            () -> a.select(a.equal(x, extremum), gradient, a.constant(0))));
  }

  /// Where the first of the elements that tie gets the gradient.
  static <T> List<Mistake<T>> along(
      TensorAlgebra<T> a, Axes axes, boolean keepDim, T x, T y, T gradOutput) {
    T extremum = keepDim ? y : a.unsqueeze(y, axes);
    T gradient = keepDim ? gradOutput : a.unsqueeze(gradOutput, axes);
    T ties = a.select(a.equal(x, extremum), a.constant(1), a.constant(0));
    List<Mistake<T>> mistakes = new ArrayList<>(of(a, axes, keepDim, x, y, gradOutput));
    mistakes.add(
        new Mistake<>(
            ID,
            "shares the gradient among the elements that tie, where the first gets it all",
            () -> a.mul(ties, a.div(gradient, a.sum(ties, axes, true)))));
    return mistakes;
  }
}
