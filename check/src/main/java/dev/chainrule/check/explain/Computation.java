package dev.chainrule.check.explain;

import dev.chainrule.GradMode;
import dev.chainrule.Gradients;
import dev.chainrule.Tensor;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.graph.Graph;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Numbers;
import dev.chainrule.tape.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One run with all its values, and the gradient of one loss at every place that leads to it.
public final class Computation {
  private final Run run;
  private final Run.Loss loss;
  private final Graph graph;
  private final Place root;
  private final Map<Place, Run.Step> steps = new HashMap<>();
  private final Map<Place, NdArray> gradients = new HashMap<>();
  private final Map<Place.Use, NdArray> contributions = new HashMap<>();

  private Computation(Run run, Run.Loss loss, boolean isDecomposed) {
    this.run = run;
    this.loss = loss;
    List<Node> roots = new ArrayList<>();
    for (Run.Loss each : run.losses()) {
      if (each.value().node() != null) {
        roots.add(each.value().node());
      }
    }
    graph = isDecomposed ? Graph.decomposed(roots) : Graph.of(roots);
    Place end = graph.of(loss.value().node());
    if (end == null) {
      throw new QuestionException(
          "explain: the loss %s must depend on a float variable; it depends on none"
              .formatted(loss.name()),
          loss.name(),
          List.of());
    }
    root = end;
    for (Run.Step step : run.steps()) {
      Place place = graph.of(step.value().node());
      if (place != null) {
        steps.putIfAbsent(place, step);
      }
    }
    differentiate();
  }

  /// Runs `experiment`, keeping all values.
  static Run run(Experiment experiment, Precision precision) {
    return GradMode.keepingValues(() -> experiment.run(precision));
  }

  /// What `run` computed on the way to its first loss, in the dtypes that it ran in.
  ///
  /// @param isDecomposed whether fused operations are replaced by the plain ones they stand for
  public static Computation of(Run run, boolean isDecomposed) {
    return new Computation(run, run.losses().getFirst(), isDecomposed);
  }

  /// As [#of(Run, boolean)], for the first loss that depends on the value `step`.
  ///
  /// @throws QuestionException if no loss does
  static Computation of(Run run, Run.Step step, boolean isDecomposed) {
    for (Run.Loss loss : run.losses()) {
      if (loss.value().node() == null) {
        continue;
      }
      Computation computation = new Computation(run, loss, isDecomposed);
      Place place = computation.graph.of(step.value().node());
      if (place != null && computation.gradients.containsKey(place)) {
        // What is asked about goes by the name that it was asked by.
        computation.steps.put(place, step);
        return computation;
      }
    }
    boolean isFloat = step.value().dtype().isFloat();
    throw new QuestionException(
        "explain: %s has no gradient: %s"
            .formatted(
                step.name(),
                isFloat
                    ? run.losses().getFirst().name() + " does not depend on it"
                    : "it is " + step.value().dtype() + ", and only floats have one"),
        step.name(),
        List.of());
  }

  private void differentiate() {
    gradients.put(root, NdArray.full(root.value().dtype(), root.value().shape(), 1));
    List<Place> places = graph.places();
    for (int p = root.number(); p >= 0; p--) {
      Place place = places.get(p);
      NdArray gradient = gradients.get(place);
      if (gradient == null || place.isLeaf()) {
        continue;
      }
      for (int i = 0; i < place.sources().size(); i++) {
        Place from = place.sources().get(i).place();
        if (from != null) {
          NdArray term = place.fit(i, place.vjp(i, gradient));
          contributions.put(new Place.Use(place, i), term);
          gradients.merge(from, term, Numbers.INSTANCE::add);
        }
      }
    }
  }

  public Run run() {
    return run;
  }

  public Run.Loss loss() {
    return loss;
  }

  public Graph graph() {
    return graph;
  }

  /// Where the loss was made.
  public Place root() {
    return root;
  }

  /// The named value that was made at `place`; null where it has no name.
  public Run.@Nullable Step step(Place place) {
    return steps.get(place);
  }

  /// Where the named value was made; null where it does not lead to a loss.
  public @Nullable Place place(Run.Step step) {
    return graph.of(step.value().node());
  }

  /// The gradient of the loss at `place`; null where the loss does not depend on it.
  public @Nullable NdArray gradient(Place place) {
    return gradients.get(place);
  }

  /// The gradient at a place that is known to have one.
  NdArray gradientAt(Place place) {
    NdArray gradient = gradients.get(place);
    if (gradient == null) {
      throw new IllegalArgumentException("no gradient reaches place " + place.number());
    }
    return gradient;
  }

  /// What a use contributes to the gradient of the value used; null where nothing flows.
  @Nullable NdArray contribution(Place.Use use) {
    return contributions.get(use);
  }

  /// The uses of `place` by which the loss depends on it.
  List<Place.Use> uses(Place place) {
    return place.uses().stream().filter(contributions::containsKey).toList();
  }

  /// The gradient of `step` by the engine's own backward pass.
  NdArray engineGradient(Run.Step step) {
    Tensor target = step.value();
    return Gradients.of(loss.value(), List.of(target)).getFirst().array();
  }

  /// The named step whose line `place` belongs to; null where there is none.
  public Run.@Nullable Step line(Place place) {
    Place at = place;
    Set<Place> seen = new HashSet<>();
    while (seen.add(at)) {
      Run.Step step = steps.get(at);
      if (step != null) {
        return step;
      }
      List<Place.Use> uses = uses(at);
      if (uses.isEmpty()) {
        return null;
      }
      at = uses.getFirst().by();
    }
    return null;
  }

  /// The names of the values through which the gradient comes from the loss to `target`.
  List<String> chain(Place target) {
    Set<Place> reached = new HashSet<>(Set.of(target));
    List<String> chain = new ArrayList<>();
    for (Place place : graph.places()) {
      boolean isUser = place.sources().stream().anyMatch(s -> reached.contains(s.place()));
      if (isUser && gradients.containsKey(place)) {
        reached.add(place);
      }
      Run.Step step = steps.get(place);
      if (reached.contains(place) && step != null) {
        chain.addFirst(step.name());
      }
    }
    return chain;
  }
}
