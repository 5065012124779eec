package dev.chainrule.check.doctor;

import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.graph.Graph;
import dev.chainrule.check.graph.Place;
import dev.chainrule.tape.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One run in float64 with all its values: as the author wrote it, or with other leaves.
final class Case {
  private final Run run;
  private final Graph recorded;
  private final Graph plain;
  private final Map<String, HandGradient> gradients = new LinkedHashMap<>();
  private final Map<String, Run.Step> steps = new LinkedHashMap<>();

  Case(Run run) {
    this.run = run;
    List<Node> roots = new ArrayList<>();
    for (Run.Loss loss : run.losses()) {
      if (loss.value().node() != null) {
        roots.add(loss.value().node());
      }
    }
    recorded = Graph.of(roots);
    plain = Graph.decomposed(roots);
    run.gradients().forEach(gradient -> gradients.put(gradient.name(), gradient));
    run.steps().forEach(step -> steps.put(step.name(), step));
  }

  Run run() {
    return run;
  }

  /// The graph as recorded, or with fused operations taken apart.
  Graph graph(boolean isDecomposed) {
    return isDecomposed ? plain : recorded;
  }

  /// Whether taking fused operations apart makes a difference.
  boolean hasFused() {
    return plain.places().size() != recorded.places().size();
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
    for (Run.Step step : steps.values()) {
      if (graph(isDecomposed).of(step.value().node()) == place) {
        return step.name();
      }
    }
    return null;
  }

  /// The loss of which `target` is to have a gradient: the first that it leads to.
  Run.@Nullable Loss lossOf(Tensor target) {
    Place from = recorded.of(target.node());
    if (from == null) {
      return null;
    }
    for (Run.Loss loss : run.losses()) {
      Place root = recorded.of(loss.value().node());
      if (root != null && Slice.leads(from, root)) {
        return loss;
      }
    }
    return null;
  }
}
