package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Numbers;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What can be said of a wrong gradient that no mistake explains.
final class Unknown {
  private Unknown() {}

  /// A sentence, without its full stop.
  static String describe(NdArray written, NdArray right) {
    List<String> known = new ArrayList<>();
    if (written.numel() != right.numel()) {
      known.add("it has the shape %s, where %s belongs".formatted(written.shape(), right.shape()));
    } else {
      NdArray same = Copies.reshape(written, right.shape());
      elements(same, right, known);
    }
    return known.isEmpty()
        ? "no mistake that is known gives these numbers"
        : "no mistake that is known gives these numbers; " + String.join("; ", known);
  }

  private static void elements(NdArray written, NdArray right, List<String> known) {
    double scale = Closeness.largest(right);
    boolean[] differs = new boolean[right.numel()];
    int wrong = 0;
    int first = -1;
    for (int i = 0; i < differs.length; i++) {
      differs[i] = !(Math.abs(written.get(i) - right.get(i)) <= 1e-9 * scale);
      wrong += differs[i] ? 1 : 0;
      first = first < 0 && differs[i] ? i : first;
    }
    if (wrong < differs.length && first >= 0) {
      known.add(
          "%d of %d entries are wrong, the first at %s"
              .formatted(wrong, differs.length, index(first, right.shape())));
    }
    for (int axis = 0; axis < right.shape().rank(); axis++) {
      oneOnly(differs, right.shape(), axis, known);
      ratios(written, right, axis, known);
    }
    if (isPermuted(written, right)) {
      known.add("the entries are right, but in other places");
    }
  }

  static String index(int flat, Shape shape) {
    int[] index = new int[shape.rank()];
    int rest = flat;
    for (int d = shape.rank() - 1; d >= 0; d--) {
      index[d] = rest % shape.size(d);
      rest /= shape.size(d);
    }
    return Arrays.toString(index);
  }

  /// Whether all that is wrong lies at one index of `axis`.
  private static void oneOnly(boolean[] differs, Shape shape, int axis, List<String> known) {
    int inner = 1;
    for (int d = axis + 1; d < shape.rank(); d++) {
      inner *= shape.size(d);
    }
    int only = -1;
    for (int i = 0; i < differs.length; i++) {
      int at = i / inner % shape.size(axis);
      if (differs[i] && only >= 0 && only != at) {
        return;
      }
      only = differs[i] ? at : only;
    }
    if (only >= 0 && shape.size(axis) > 1 && shape.rank() > 1) {
      known.add("all that is wrong lies at index %d of axis %d".formatted(only, axis));
    }
  }

  /// Whether it is the gradient times a number of its own for each index of the other axes.
  private static void ratios(NdArray written, NdArray right, int axis, List<String> known) {
    if (right.shape().rank() < 2 || right.shape().size(axis) < 2) {
      return;
    }
    Numbers n = Numbers.INSTANCE;
    Axes axes = Axes.single(axis);
    NdArray ratio =
        n.div(n.sum(n.mul(written, right), axes, true), n.sum(n.square(right), axes, true));
    if (Closeness.areClose(written, n.mul(right, ratio))) {
      known.add("along axis %d it is the gradient times one number".formatted(axis));
    }
  }

  private static boolean isPermuted(NdArray written, NdArray right) {
    double[] a = written.toDoubles();
    double[] b = right.toDoubles();
    Arrays.sort(a);
    Arrays.sort(b);
    double scale = Closeness.largest(right);
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= 1e-9 * scale)) {
        return false;
      }
    }
    return !Closeness.areClose(written, right) && a.length > 1;
  }
}
