package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.graph.Graph;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Copies;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A gradient written by hand, in one run: what was written, and the right backward pass from the
/// gradients that it was computed from.
///
/// @param in the run
/// @param step the gradient
/// @param isDecomposed whether fused operations are taken apart
record Scene(Case in, HandGradient step, boolean isDecomposed, Slice slice) {
  /// See [Case#scene], which keeps what this makes.
  static @Nullable Scene of(Case in, String name, boolean isDecomposed) {
    HandGradient step = in.gradient(name);
    Run.Loss loss = step == null ? null : in.lossOf(step.target());
    if (step == null || loss == null) {
      return null;
    }
    Graph graph = in.graph(isDecomposed);
    Place target = graph.of(step.target().node());
    Place root = graph.of(loss.value().node());
    if (target == null || root == null) {
      return null;
    }
    Map<Place, NdArray> given = given(in, graph, step);
    try {
      return new Scene(in, step, isDecomposed, new Slice(target, root, given));
    } catch (IllegalArgumentException e) {
      // A gradient of a shape that the right rules cannot take; without it, they can.
      given.entrySet().removeIf(g -> !g.getValue().shape().equals(g.getKey().value().shape()));
      return new Scene(in, step, isDecomposed, new Slice(target, root, given));
    }
  }

  private static Map<Place, NdArray> given(Case in, Graph graph, HandGradient step) {
    Map<Place, NdArray> given = new HashMap<>();
    for (String name : step.reads()) {
      HandGradient read = in.gradient(name);
      Place place = read == null ? null : graph.of(read.target().node());
      if (read != null && place != null) {
        NdArray value = read.value().array();
        NdArray spread = spread(value, read.target().shape());
        given.put(place, spread == null ? value : spread);
      }
    }
    return given;
  }

  /// `value` in the shape of a gradient of `target`, repeated where it broadcasts to it; null where
  /// it cannot be read so.
  static @Nullable NdArray spread(NdArray value, Shape target) {
    if (Broadcast.fits(value.shape(), target)) {
      return value.expand(target);
    }
    // An author who forgets to sum goes on with what is too large.
    boolean isTooLarge = Broadcast.fits(target, value.shape());
    boolean isReshaped = value.numel() == target.numel();
    return isReshaped ? Copies.reshape(value, target) : isTooLarge ? value : null;
  }

  /// The gradient when others are given in the place of those that the author read; null where
  /// nothing then arrives.
  @Nullable NdArray from(Map<Place, NdArray> given) {
    Slice other = slice.from(given);
    return other.flows() ? other.gradient() : null;
  }

  /// The named float values that the loss depends on, and that no gradient is.
  List<Run.Step> forward() {
    return in.steps().values().stream()
        .filter(forward -> forward.value().dtype().isFloat())
        .filter(forward -> in.graph(isDecomposed).of(forward.value().node()) != null)
        .toList();
  }

  NdArray written() {
    return step.value().array();
  }

  NdArray right() {
    return slice.gradient();
  }

  /// The place with this number.
  Place place(int number) {
    return in.graph(isDecomposed).places().get(number);
  }

  /// What a reader would call the value of `place`: its name, or the operation that made it.
  String describe(Place place) {
    String name = in.nameOf(place, isDecomposed);
    if (name != null) {
      return name;
    }
    return place.isLeaf() ? "a leaf" : "the " + place.operation().name();
  }

  /// Where a reader finds `place`: `tanh in h (line 12)`.
  String at(Place place) {
    return in.places(isDecomposed).at(place);
  }

  /// The mistake that `edge` contributes what `rule` says.
  Hypothesis hypothesis(String id, String because, Slice.Edge edge, Slice.Rule rule) {
    return new Hypothesis(
        id,
        because,
        isDecomposed,
        reach(edge),
        new Hypothesis.Change(edge, rule),
        scene -> scene.slice().with(edge, rule));
  }

  /// A mistake at `edge` whose gradient is computed in another way than by a rule.
  Hypothesis hypothesis(
      String id, String because, Slice.Edge edge, Function<Scene, @Nullable NdArray> value) {
    return new Hypothesis(id, because, isDecomposed, reach(edge), null, value);
  }

  private Hypothesis.Reach reach(Slice.Edge edge) {
    boolean isOwn = place(edge.by()).sources().get(edge.input()).place() == slice.target();
    return isOwn ? Hypothesis.Reach.OWN : Hypothesis.Reach.BETWEEN;
  }
}
