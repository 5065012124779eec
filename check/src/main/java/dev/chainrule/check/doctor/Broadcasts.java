package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.reduce.Mean;
import dev.chainrule.op.reduce.Sum;
import dev.chainrule.op.reduce.Total;
import dev.chainrule.op.view.Expand;
import dev.chainrule.op.view.ExpandTo;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What was repeated in the forward pass is summed in the backward pass, and what was summed is
/// repeated: along the right axes.
final class Broadcasts {
  private Broadcasts() {}

  /// Whether the operation may repeat an input to fit another, or its output.
  static boolean broadcasts(Place place) {
    return place.operation() instanceof Elementwise
        || place.operation() instanceof Expand
        || place.operation() instanceof ExpandTo;
  }

  static void add(Scene scene, Consumer<Hypothesis> found) {
    whole(scene, found);
    for (Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      NdArray in = by.inputs().get(edge.input());
      boolean mayRepeat = broadcasts(by) || by.operation() instanceof Matmul;
      if (by.operation() instanceof Matmul) {
        batchesNotSummed(scene, edge, by, found);
      }
      if (mayRepeat && in.numel() < by.value().numel() && broadcasts(by)) {
        notSummed(scene, edge, by, found);
        overReduced(scene, edge, by, found);
        otherAxes(scene, edge, by, found);
      }
      if (sums(by) && in.numel() > by.value().numel()) {
        repeatedOtherwise(scene, edge, by, found);
      }
    }
  }

  /// The whole gradient summed, though nothing of it was repeated.
  private static void whole(Scene scene, Consumer<Hypothesis> found) {
    Shape shape = scene.right().shape();
    if (shape.numel() <= 1) {
      return;
    }
    String over = "the gradient is summed over every axis, where %s belongs".formatted(shape);
    found.accept(
        new Hypothesis(
            "over-reduced", over, scene.isDecomposed(), s -> Numbers.INSTANCE.sumAll(s.right())));
    found.accept(
        new Hypothesis(
            "over-reduced",
            over,
            scene.isDecomposed(),
            s -> Numbers.INSTANCE.sumAll(s.right()).expand(shape)));
    for (int d = 0; d < shape.rank() && shape.rank() > 1; d++) {
      Axes axes = Axes.single(d);
      String what = "the gradient is summed over axis %d, where %s belongs".formatted(d, shape);
      for (boolean keepDim : new boolean[] {true, false}) {
        found.accept(
            new Hypothesis(
                "over-reduced",
                what,
                scene.isDecomposed(),
                s -> Numbers.INSTANCE.sum(s.right(), axes, keepDim)));
      }
    }
  }

  private static boolean sums(Place place) {
    return place.operation() instanceof Sum
        || place.operation() instanceof Mean
        || place.operation() instanceof Total;
  }

  /// The gradient before it is summed, in the shape of the output.
  private static NdArray unsummed(Place by, int input, NdArray gradOutput) {
    NdArray raw = by.operation() instanceof Elementwise ? by.vjp(input, gradOutput) : gradOutput;
    return raw.shape().equals(by.value().shape()) ? raw : raw.expand(by.value().shape());
  }

  private static void notSummed(Scene scene, Edge edge, Place by, Consumer<Hypothesis> found) {
    found.accept(
        scene.hypothesis(
            "unbroadcast-missing",
            "%s repeats %s from %s to %s, and the gradient is not summed back"
                .formatted(
                    scene.at(by),
                    source(scene, by, edge.input()),
                    by.inputs().get(edge.input()).shape(),
                    by.value().shape()),
            edge,
            (place, input, g) -> unsummed(place, input, g)));
  }

  private static void batchesNotSummed(
      Scene scene, Edge edge, Place by, Consumer<Hypothesis> found) {
    NdArray in = by.inputs().get(edge.input());
    if (in.shape().rank() < by.value().shape().rank()) {
      found.accept(
          scene.hypothesis(
              "unbroadcast-missing",
              "%s uses %s for every matrix of a batch, and the gradient is not summed over the batch"
                  .formatted(scene.at(by), source(scene, by, edge.input())),
              edge,
              Place::vjp));
    }
  }

  private static String source(Scene scene, Place by, int input) {
    Place from = by.sources().get(input).place();
    return from == null ? "a constant" : scene.describe(from);
  }

  private static void overReduced(Scene scene, Edge edge, Place by, Consumer<Hypothesis> found) {
    NdArray in = by.inputs().get(edge.input());
    if (in.numel() <= 1) {
      return;
    }
    found.accept(
        scene.hypothesis(
            "over-reduced",
            "the gradient is summed over every axis, where %s belongs".formatted(in.shape()),
            edge,
            (place, input, g) -> {
              NdArray all = Numbers.INSTANCE.sumAll(unsummed(place, input, g));
              return all.expand(place.inputs().get(input).shape());
            }));
    found.accept(
        scene.hypothesis(
            "over-reduced",
            "the gradient is summed over every axis, where %s belongs".formatted(in.shape()),
            edge,
            (place, input, g) -> Numbers.INSTANCE.sumAll(unsummed(place, input, g))));
  }

  /// Sums over every other set of axes that leaves as many elements, and those that leave others.
  private static void otherAxes(Scene scene, Edge edge, Place by, Consumer<Hypothesis> found) {
    Shape out = by.value().shape();
    Shape in = by.inputs().get(edge.input()).shape();
    int rank = out.rank();
    if (rank > 5) {
      return;
    }
    for (int set = 1; set < 1 << rank; set++) {
      Axes axes = axes(set, rank);
      String wrong = axes.toString();
      boolean isAll = axes.count() == rank;
      if (isAll && in.numel() > 1) {
        continue;
      }
      boolean isTooFew = isPartOf(axes, repeatedAxes(out, in));
      String id = isTooFew ? "unbroadcast-missing" : "wrong-axis";
      String what =
          "the gradient is summed over axis %s%s, where %s was repeated from %s to %s"
              .formatted(wrong, isTooFew ? " only" : "", source(scene, by, edge.input()), in, out);
      found.accept(
          scene.hypothesis(
              id, what, edge, (place, input, g) -> summed(place, input, g, axes, true)));
      found.accept(
          scene.hypothesis(
              id, what, edge, (place, input, g) -> summed(place, input, g, axes, false)));
      found.accept(
          scene.hypothesis(
              id,
              what,
              edge,
              (place, input, g) -> {
                NdArray sum = summed(place, input, g, axes, true);
                Shape wanted = place.inputs().get(input).shape();
                return sum.numel() == wanted.numel() ? Copies.reshape(sum, wanted) : null;
              }));
    }
  }

  private static NdArray summed(
      Place by, int input, NdArray gradOutput, Axes axes, boolean keepDim) {
    return Numbers.INSTANCE.sum(unsummed(by, input, gradOutput), axes, keepDim);
  }

  /// The axes along which an array of shape `in` is repeated to `out`.
  private static Axes repeatedAxes(Shape out, Shape in) {
    int extra = out.rank() - in.rank();
    int[] dims = new int[out.rank()];
    int count = 0;
    for (int d = 0; d < out.rank(); d++) {
      if (d < extra || in.size(d - extra) != out.size(d)) {
        dims[count++] = d;
      }
    }
    return count == 0 ? Axes.NONE : Axes.of("sum", out, Arrays.copyOf(dims, count));
  }

  private static boolean isPartOf(Axes some, Axes all) {
    return some.count() < all.count() && Arrays.stream(some.toArray()).allMatch(all::contains);
  }

  private static Axes axes(int set, int rank) {
    int[] dims = new int[Integer.bitCount(set)];
    int next = 0;
    for (int d = 0; d < rank; d++) {
      if ((set >> d & 1) == 1) {
        dims[next++] = d;
      }
    }
    return Axes.of("sum", Shape.of(new int[rank]), dims);
  }

  /// What a sum hands back, repeated along another axis than the one it folded.
  private static void repeatedOtherwise(
      Scene scene, Edge edge, Place by, Consumer<Hypothesis> found) {
    Shape in = by.inputs().get(edge.input()).shape();
    for (int d = 0; d < in.rank(); d++) {
      int axis = d;
      if (folds(by, axis)) {
        continue;
      }
      found.accept(
          scene.hypothesis(
              "wrong-axis",
              "the gradient of %s is repeated along axis %d, which it did not fold"
                  .formatted(scene.at(by), axis),
              edge,
              (place, input, g) -> repeated(place, g, axis)));
    }
  }

  private static boolean folds(Place by, int axis) {
    return switch (by.operation()) {
      case Sum sum -> sum.axes().contains(axis);
      case Mean mean -> mean.axes().contains(axis);
      default -> true;
    };
  }

  private static @Nullable NdArray repeated(Place by, NdArray gradOutput, int axis) {
    Shape in = by.inputs().get(0).shape();
    Shape folded = Axes.single(axis).reduce(in, true);
    if (folded.numel() != gradOutput.numel()) {
      return null;
    }
    NdArray column = Copies.reshape(gradOutput, folded).expand(in);
    return by.operation() instanceof Mean
        ? Numbers.INSTANCE.div(column, NdArray.number((double) Means.count(by)))
        : column;
  }

  /// How often `by` repeats each element of its input to fit the other.
  static int repeated(Place by, int input) {
    if (by.isLeaf()) {
      return 1;
    }
    if (by.operation() instanceof Matmul) {
      return batches(by.value()) / Math.max(1, batches(by.inputs().get(input)));
    }
    if (!broadcasts(by)) {
      return 1;
    }
    int own = by.inputs().get(input).numel();
    return own == 0 ? 1 : by.value().numel() / own;
  }

  /// How many matrices an array holds.
  private static int batches(NdArray x) {
    int rank = x.shape().rank();
    return rank < 2 || x.numel() == 0
        ? 1
        : x.numel() / (x.shape().size(rank - 1) * x.shape().size(rank - 2));
  }
}
