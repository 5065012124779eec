package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Numbers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A mean of what comes back from every repetition, where the sum belongs.
final class AveragedSums {
  private AveragedSums() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    for (Slice.Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      int repeated = Broadcasts.repeated(by, edge.input());
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
}
