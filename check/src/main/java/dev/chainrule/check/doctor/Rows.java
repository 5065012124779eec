package dev.chainrule.check.doctor;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.graph.Place;
import dev.chainrule.shape.Shape;
import java.util.function.Consumer;

/// A sum over rows, examples or heads of which only the first or the last was taken.
final class Rows {
  private Rows() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    boolean isRewritten = !scene.step().earlier().isEmpty();
    for (Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      Shape shape = by.value().shape();
      for (int d = 0; d < shape.rank(); d++) {
        int axis = d;
        if (shape.size(axis) < 2) {
          continue;
        }
        for (boolean isLast : new boolean[] {false, true}) {
          String which = isLast ? "last" : "first";
          found.accept(
              scene.hypothesis(
                  isLast && isRewritten ? "overwritten-fan-out" : "fan-out-path-missing",
                  "of what comes back through %s only the %s along axis %d is taken, where all are summed"
                      .formatted(scene.at(by), which, axis),
                  edge,
                  (place, input, g) -> Slice.right(place, input, only(g, axis, isLast))));
        }
      }
    }
  }

  /// `x` with zeros but at one end of `axis`.
  private static NdArray only(NdArray x, int axis, boolean isLast) {
    Shape shape = x.shape();
    double[] kept = new double[x.numel()];
    int inner = 1;
    for (int d = axis + 1; d < shape.rank(); d++) {
      inner *= shape.size(d);
    }
    int wanted = isLast ? shape.size(axis) - 1 : 0;
    for (int i = 0; i < kept.length; i++) {
      kept[i] = i / inner % shape.size(axis) == wanted ? x.get(i) : 0;
    }
    return NdArray.of(new Buffer.OfDouble(kept), shape);
  }
}
