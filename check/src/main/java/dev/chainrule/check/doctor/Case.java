package dev.chainrule.check.doctor;

import dev.chainrule.GradMode;
import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.experiment.Variation;
import dev.chainrule.check.graph.Graph;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.graph.Places;
import dev.chainrule.tape.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One run in float64 with all its values: as the author wrote it, or with other leaves.
final class Case {
  private final List<Run.Loss> losses;
  private final Places recorded;
  private final Places plain;
  private final Map<String, HandGradient> gradients = new LinkedHashMap<>();
  private final Map<String, Run.Step> steps = new LinkedHashMap<>();

  /// The scenes that were asked for; null for a gradient that has none.
  private final Map<String, @Nullable Scene> scenes = new HashMap<>();

  private final Map<String, @Nullable Scene> plainScenes = new HashMap<>();

  Case(Run run) {
    this.losses = run.losses();
    List<Node> roots = new ArrayList<>();
    for (Run.Loss loss : run.losses()) {
      if (loss.value().node() != null) {
        roots.add(loss.value().node());
      }
    }
    recorded = new Places(Graph.of(roots), run);
    plain = new Places(Graph.decomposed(roots), run);
    run.gradients().forEach(gradient -> gradients.put(gradient.name(), gradient));
    run.steps().forEach(step -> steps.put(step.name(), step));
  }

  /// Runs `experiment` with all its values kept.
  static Case of(Experiment experiment, Variation variation) {
    return new Case(GradMode.keepingValues(() -> experiment.run(Precision.DOUBLE, variation)));
  }

  /// The graph as recorded, or with fused operations taken apart, under the author's names.
  Places places(boolean isDecomposed) {
    return isDecomposed ? plain : recorded;
  }

  Graph graph(boolean isDecomposed) {
    return places(isDecomposed).graph();
  }

  /// Whether taking fused operations apart makes a difference.
  boolean hasFused() {
    return plain.graph().places().size() != recorded.graph().places().size();
  }

  /// Whether another run took the same path: its places then have the same numbers.
  boolean isAlike(Case other) {
    return plain.graph().places().size() == other.plain.graph().places().size()
        && recorded.graph().places().size() == other.recorded.graph().places().size();
  }

  /// The scene of the gradient `name`; null where this run has none, or where no loss depends on
  /// the variable.
  @Nullable Scene scene(String name, boolean isDecomposed) {
    Map<String, @Nullable Scene> known = isDecomposed ? plainScenes : scenes;
    if (!known.containsKey(name)) {
      known.put(name, Scene.of(this, name, isDecomposed));
    }
    return known.get(name);
  }

  /// The gradient of this name; null where this run wrote none.
  @Nullable HandGradient gradient(String name) {
    return gradients.get(name);
  }

  Map<String, HandGradient> gradients() {
    return gradients;
  }

  /// The forward values by name.
  Map<String, Run.Step> steps() {
    return steps;
  }

  /// The name of the value that was made at `place`; null where it has none.
  @Nullable String nameOf(Place place, boolean isDecomposed) {
    Places.Named named = places(isDecomposed).named(place);
    return named == null ? null : named.name();
  }

  /// The loss of which `target` is to have a gradient: the first that it leads to.
  Run.@Nullable Loss lossOf(Tensor target) {
    Place from = recorded.graph().of(target.node());
    if (from == null) {
      return null;
    }
    for (Run.Loss loss : losses) {
      Place root = recorded.graph().of(loss.value().node());
      if (root != null && Slice.leads(from, root)) {
        return loss;
      }
    }
    return null;
  }
}
