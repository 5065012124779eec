package dev.chainrule.check.doctor;

import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
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

/// The whole gradient times a number that is a mean's: its 1/N left out, applied twice, or taken
/// over something else.
final class MeanRatios {
  private MeanRatios() {}

  /// @param ratio what is written, as a multiple of the gradient
  static void add(Scene scene, double ratio, Consumer<Hypothesis> found) {
    boolean isMissing = ratio > 1;
    for (Place place : after(scene.slice().target())) {
      int count = Means.count(place);
      boolean isNear = scene.slice().order().contains(place);
      boolean isFar = Means.isOfLoss(place) && !isExplainedNear(scene, count, isMissing);
      if (count < 2 || !(isNear || isFar)) {
        continue;
      }
      int number = place.number();
      String where = scene.at(place);
      Ratios.offer(
          scene,
          Means.isOfLoss(place) ? "missing-batch-mean" : "pool-scale-missing",
          "it is %d times the gradient: the 1/%d of the mean in %s is left out"
              .formatted(count, count, where),
          s -> Means.count(s.place(number)),
          found);
      Ratios.offer(
          scene,
          "double-batch-mean",
          "it is 1/%d of the gradient: the mean in %s is applied twice".formatted(count, where),
          s -> 1.0 / Means.count(s.place(number)),
          found);
      if (Means.isOfLoss(place)) {
        rows(scene, place, isMissing, found);
        divided(scene, place, found);
      }
    }
  }

  /// The mean of the loss over its classes, where it is over other things.
  private static void divided(Scene scene, Place place, Consumer<Hypothesis> found) {
    int count = Means.count(place);
    int number = place.number();
    for (int classes : classes(place)) {
      if (classes != count) {
        Ratios.offer(
            scene,
            "divided-by-classes",
            "it is divided by %d, where the mean in %s is over %d"
                .formatted(classes, scene.at(place), count),
            s -> (double) Means.count(s.place(number)) / classes,
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
    Ratios.offer(
        scene,
        "missing-batch-mean",
        "it is %d times the gradient: the mean in %s is also over the %d rows"
            .formatted(rows, scene.at(place), rows),
        s -> rows,
        found);
    Ratios.offer(
        scene,
        "divided-by-classes",
        "it is %d times the gradient: the mean in %s is divided by the columns alone"
            .formatted(rows, scene.at(place)),
        s -> rows,
        found);
    Ratios.offer(
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
      boolean isAveraged = !isMissing && Broadcasts.repeated(by, edge.input()) == count;
      if (isAveraged || Means.count(by) == count) {
        return true;
      }
    }
    return false;
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
}
