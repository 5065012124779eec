package dev.chainrule.check.explain;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.graph.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The computation graph of a loss as data: what leads to it, with values and gradients.
///
/// @param loss the first loss
/// @param nodes each after those that it is made of
/// @param edges what goes into what; a value that goes into another in several ways has one edge
public record Diagram(Run.Loss loss, List<Node> nodes, List<Edge> edges) {
  /// How much is shown.
  public enum Detail {
    /// Named values; the unnamed operations of a line are part of what the line names.
    STEPS,
    /// Every operation that was recorded.
    OPERATIONS,
    /// Every operation, with fused ones replaced by the plain ones that they stand for.
    PLAIN
  }

  /// A value.
  ///
  /// @param id its number in this diagram, from 0
  /// @param name the author's name; empty where it has none
  /// @param formula how it was made, in the author's names; empty for a leaf
  /// @param operation the operation that made it; `leaf` for a leaf
  /// @param line the line that made it, counted from 1; 0 where there are no lines
  /// @param wantsGrad whether it is a leaf whose gradient the author asked for
  /// @param value its elements
  /// @param gradient the gradient of the loss, of the same shape
  public record Node(
      int id,
      String name,
      String formula,
      String operation,
      int line,
      boolean wantsGrad,
      NdArray value,
      NdArray gradient) {}

  /// A value that goes into another.
  public record Edge(int from, int to) {}

  /// The diagram of what `experiment` computes, in its own dtypes.
  public static Diagram of(Experiment experiment, Detail detail) {
    Run run = Computation.run(experiment, Precision.OWN);
    return new Drafting(Computation.of(run, detail == Detail.PLAIN), detail).diagram();
  }

  /// Collects the nodes and edges.
  private static final class Drafting {
    private final Computation in;
    private final Detail detail;
    private final Map<Place, Integer> numbers = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Edge, Edge> edges = new LinkedHashMap<>();

    Drafting(Computation in, Detail detail) {
      this.in = in;
      this.detail = detail;
    }

    Diagram diagram() {
      for (Place place : in.graph().places()) {
        NdArray gradient = in.gradient(place);
        if (gradient != null && isShown(place)) {
          numbers.put(place, nodes.size());
          nodes.add(node(place, gradient));
          for (Place source : shownSources(place)) {
            Integer from = numbers.get(source);
            if (from != null) {
              Edge edge = new Edge(from, nodes.size() - 1);
              edges.put(edge, edge);
            }
          }
        }
      }
      return new Diagram(in.loss(), List.copyOf(nodes), List.copyOf(edges.keySet()));
    }

    /// Among named values, a leaf without a name is part of the line that it was written in.
    private boolean isShown(Place place) {
      return detail != Detail.STEPS || in.step(place) != null || place == in.root();
    }

    /// The nearest shown places that `place` is made of.
    private List<Place> shownSources(Place place) {
      List<Place> found = new ArrayList<>();
      List<Place> open = new ArrayList<>(List.of(place));
      Set<Place> seen = new HashSet<>();
      while (!open.isEmpty()) {
        Place next = open.removeLast();
        for (Place.Source source : next.sources()) {
          Place from = source.place();
          if (from == null || !seen.add(from)) {
            continue;
          }
          if (isShown(from)) {
            found.add(from);
          } else {
            open.add(from);
          }
        }
      }
      return found;
    }

    private Node node(Place place, NdArray gradient) {
      Run.@Nullable Step step = in.step(place);
      Run.@Nullable Step line = step != null ? step : in.line(place);
      return new Node(
          nodes.size(),
          step == null ? "" : step.name(),
          place.isLeaf() ? "" : new Wording(in).forward(place).text(),
          place.isLeaf() ? "leaf" : place.operation().name(),
          line == null ? 0 : line.line(),
          step != null && step.wantsGrad(),
          place.value(),
          gradient);
    }
  }
}
