package dev.chainrule.check.graph;

import dev.chainrule.check.experiment.Run;
import dev.chainrule.tape.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The places of a run under the author's names and lines.
public final class Places {
  /// A name of the author's, and the line that bound it; 0 where there are no lines.
  public record Named(String name, int line) {
    /// `h (line 12)`.
    public String text() {
      return line > 0 ? "%s (line %d)".formatted(name, line) : name;
    }
  }

  /// So many places that have no name may be part of the next that has one.
  private static final int FARTHEST = 50;

  private final Graph graph;
  private final Map<Place, Named> names = new HashMap<>();

  /// The names of `run` in `graph`.
  public Places(Graph graph, Run run) {
    this.graph = graph;
    run.steps().forEach(step -> put(step.value().node(), step.name(), step.line()));
    run.gradients().forEach(g -> put(g.value().node(), g.name(), g.line()));
  }

  /// The places that lead to `loss`.
  public static Places of(Run run, Run.Loss loss) {
    Node root = loss.value().node();
    return new Places(Graph.of(root == null ? List.of() : List.of(root)), run);
  }

  private void put(@Nullable Node node, String name, int line) {
    Place place = graph.of(node);
    if (place != null) {
      names.putIfAbsent(place, new Named(name, line));
    }
  }

  public Graph graph() {
    return graph;
  }

  /// The name of the value that was made at `place`; null where it has none.
  public @Nullable Named named(Place place) {
    return names.get(place);
  }

  /// The name of the value, or of the next that it is a part of; null where there is none.
  public @Nullable Named step(Place place) {
    Place at = place;
    for (int i = 0; i < FARTHEST; i++) {
      Named named = names.get(at);
      if (named != null || at.uses().isEmpty()) {
        return named;
      }
      at = at.uses().getFirst().by();
    }
    return null;
  }

  /// Where a reader finds it: `exp in counts (line 12)`.
  public String at(Place place) {
    Named step = step(place);
    if (place.isLeaf()) {
      return step == null ? "a leaf" : step.text();
    }
    String operation = place.operation().name();
    return step == null ? operation : operation + " in " + step.text();
  }
}
