package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.elementwise.Pow;
import dev.chainrule.op.fused.CrossEntropy;
import dev.chainrule.op.fused.SoftCrossEntropy;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.reduce.LogSoftmax;
import dev.chainrule.op.reduce.Logsumexp;
import dev.chainrule.op.reduce.Softmax;
import dev.chainrule.shape.Shape;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// The whole gradient times one number.
final class Ratios {
  private Ratios() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    double ratio = ratio(scene.written(), scene.right());
    if (Double.isNaN(ratio)) {
      return;
    }
    offer(scene, "sign", "the sign is wrong: it is -1 times the gradient", s -> -1, found);
    if (hasSquare(scene)) {
      offer(
          scene,
          "missing-factor-two",
          "the 2 of a square is left out: it is half the gradient",
          s -> 0.5,
          found);
    }
    means(scene, ratio, found);
    dropouts(scene, found);
    axes(scene, found);
    offer(
        scene,
        "scale-constant",
        "it is %s times the gradient".formatted(Digits.text(ratio)),
        s -> ratio,
        found);
  }

  /// The one number that `written` is of `right`; NaN where there is none.
  static double ratio(NdArray written, NdArray right) {
    if (!written.shape().equals(right.shape()) || right.numel() == 0) {
      return Double.NaN;
    }
    int at = 0;
    for (int i = 1; i < right.numel(); i++) {
      at = Math.abs(right.get(i)) > Math.abs(right.get(at)) ? i : at;
    }
    double ratio = written.get(at) / right.get(at);
    if (ratio == 0 || !Double.isFinite(ratio)) {
      return Double.NaN;
    }
    NdArray scaled = Numbers.INSTANCE.mul(right, NdArray.number(ratio));
    return Closeness.areClose(written, scaled) ? ratio : Double.NaN;
  }

  private static void offer(
      Scene scene,
      String id,
      String because,
      ToDoubleFunction<Scene> factor,
      Consumer<Hypothesis> found) {
    found.accept(
        new Hypothesis(
            id,
            because,
            scene.isDecomposed(),
            other ->
                Numbers.INSTANCE.mul(other.right(), NdArray.number(factor.applyAsDouble(other)))));
  }

  private static boolean hasSquare(Scene scene) {
    for (Place place : scene.slice().order()) {
      if (place.isLeaf()) {
        continue;
      }
      boolean isSquare =
          place.operation().equals(Ops.SQUARE)
              || (place.operation() instanceof Pow
                  && place.inputs().get(1).numel() == 1
                  && place.inputs().get(1).get(0) == 2)
              || (place.operation().equals(Ops.MUL)
                  && place.sources().get(0).place() != null
                  && place.sources().get(0).place() == place.sources().get(1).place());
      if (isSquare) {
        return true;
      }
    }
    return false;
  }

  private static void means(Scene scene, double ratio, Consumer<Hypothesis> found) {
    for (Place place : after(scene.slice().target())) {
      int count = Means.count(place);
      boolean isNear = scene.slice().order().contains(place);
      boolean isMissing = ratio > 1;
      boolean isFar = Means.isOfLoss(scene, place) && !isExplainedNear(scene, count, isMissing);
      if (count < 2 || !(isNear || isFar)) {
        continue;
      }
      boolean isOfLoss = Means.isOfLoss(scene, place);
      int number = place.number();
      if (isOfLoss) {
        offer(
            scene,
            "missing-batch-mean",
            "it is %d times the gradient: the 1/%d of the mean in %s is left out"
                .formatted(count, count, scene.at(place)),
            s -> Means.count(s.place(number)),
            found);
        offer(
            scene,
            "double-batch-mean",
            "it is 1/%d of the gradient: the mean in %s is applied twice"
                .formatted(count, scene.at(place)),
            s -> 1.0 / Means.count(s.place(number)),
            found);
        rows(scene, place, isMissing, found);
        for (int classes : classes(place)) {
          if (classes != count) {
            offer(
                scene,
                "divided-by-classes",
                "it is divided by %d, where the mean in %s is over %d"
                    .formatted(classes, scene.at(place), count),
                s -> (double) Means.count(s.place(number)) / classes,
                found);
          }
        }
      } else {
        offer(
            scene,
            "pool-scale-missing",
            "it is %d times the gradient: the 1/%d of the mean in %s is left out"
                .formatted(count, count, scene.at(place)),
            s -> Means.count(s.place(number)),
            found);
        offer(
            scene,
            "double-batch-mean",
            "it is 1/%d of the gradient: the mean in %s is applied twice"
                .formatted(count, scene.at(place)),
            s -> 1.0 / Means.count(s.place(number)),
            found);
      }
    }
  }

  /// The loss of all elements of a matrix: its mean over the rows alone.
  private static void rows(
      Scene scene, Place place, boolean isMissing, Consumer<Hypothesis> found) {
    Shape shape = place.inputs().get(0).shape();
    int rows = shape.rank() > 1 ? shape.size(0) : 1;
    if (rows < 2 || rows == Means.count(place) || isExplainedNear(scene, rows, isMissing)) {
      return;
    }
    offer(
        scene,
        "missing-batch-mean",
        "it is %d times the gradient: the mean in %s is also over the %d rows"
            .formatted(rows, scene.at(place), rows),
        s -> rows,
        found);
    offer(
        scene,
        "divided-by-classes",
        "it is %d times the gradient: the mean in %s is divided by the columns alone"
            .formatted(rows, scene.at(place)),
        s -> rows,
        found);
    offer(
        scene,
        "double-batch-mean",
        "it is 1/%d of the gradient: the mean over the %d rows in %s is applied twice"
            .formatted(rows, rows, scene.at(place)),
        s -> 1.0 / rows,
        found);
  }

  /// How many classes a loss is about that is made of probabilities, in one step or several.
  private static Set<Integer> classes(Place loss) {
    Set<Integer> classes = new LinkedHashSet<>();
    Set<Place> before = new LinkedHashSet<>();
    ArrayDeque<Place> open = new ArrayDeque<>(List.of(loss));
    while (!open.isEmpty()) {
      Place place = open.poll();
      // Probabilities before a product are those of an attention, not of the loss.
      boolean isBefore = place.isLeaf() || place.operation() instanceof Matmul;
      if (isBefore || !before.add(place)) {
        continue;
      }
      Operation operation = place.operation();
      if (operation instanceof CrossEntropy
          || operation instanceof SoftCrossEntropy
          || operation instanceof Softmax
          || operation instanceof LogSoftmax
          || operation instanceof Logsumexp
          || operation.equals(Ops.EXP)) {
        Shape shape = place.inputs().get(0).shape();
        if (shape.rank() > 0) {
          classes.add(shape.size(-1));
        }
      }
      for (Place.Source source : place.sources()) {
        if (source.place() != null) {
          open.add(source.place());
        }
      }
    }
    return classes;
  }

  /// Whether something between the variable and what was read is a mean of `count`, or repeats so
  /// often where a mean may have been taken: then the mean of the loss is not what went wrong.
  private static boolean isExplainedNear(Scene scene, int count, boolean isMissing) {
    for (Slice.Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      boolean isAveraged = !isMissing && repeated(by, edge.input()) == count;
      if (isAveraged || Means.count(by) == count) {
        return true;
      }
    }
    return false;
  }

  /// The scale of a dropout somewhere in the forward pass.
  private static void dropouts(Scene scene, Consumer<Hypothesis> found) {
    for (Place place : scene.in().graph(scene.isDecomposed()).places()) {
      double kept = Factors.kept(place);
      if (!Double.isNaN(kept)) {
        offer(
            scene,
            "dropout-scale-missing",
            "it is %s times the gradient: the scale of the dropout in %s is left out"
                .formatted(Digits.text(kept), scene.at(place)),
            s -> kept,
            found);
      }
    }
  }

  /// All that is made of `target`, up to the loss.
  private static Set<Place> after(Place target) {
    Set<Place> after = new LinkedHashSet<>();
    ArrayDeque<Place> open = new ArrayDeque<>(List.of(target));
    while (!open.isEmpty()) {
      for (Place.Use use : open.poll().uses()) {
        if (after.add(use.by())) {
          open.add(use.by());
        }
      }
    }
    return after;
  }

  /// A mean along what was repeated, or along one axis of it, where a sum belongs.
  private static void axes(Scene scene, Consumer<Hypothesis> found) {
    for (Slice.Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      int repeated = repeated(by, edge.input());
      if (repeated > 1) {
        for (int count : counts(by, edge.input(), repeated)) {
          found.accept(
              scene.hypothesis(
                  "mean-for-sum",
                  "%s repeats its input %d times: the mean over %d is taken, where the sum belongs"
                      .formatted(scene.at(by), repeated, count),
                  edge,
                  (place, input, g) ->
                      Numbers.INSTANCE.div(
                          Slice.right(place, input, g), NdArray.number((double) count))));
        }
      }
    }
  }

  /// How many a mean may have been over: all repetitions, or those along one axis.
  private static Set<Integer> counts(Place by, int input, int repeated) {
    Set<Integer> counts = new LinkedHashSet<>(List.of(repeated));
    if (by.inputs().get(input).numel() == 1) {
      for (int size : by.value().shape().toArray()) {
        if (size > 1) {
          counts.add(size);
        }
      }
    }
    return counts;
  }

  /// How often `by` repeats each element of its input to fit the other.
  static int repeated(Place by, int input) {
    if (by.isLeaf()) {
      return 1;
    }
    if (by.operation() instanceof Matmul) {
      return batches(by.value()) / Math.max(1, batches(by.inputs().get(input)));
    }
    if (!Broadcasts.broadcasts(by)) {
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
