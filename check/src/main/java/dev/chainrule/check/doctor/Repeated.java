package dev.chainrule.check.doctor;

import dev.chainrule.check.doctor.Hypothesis.Change;
import dev.chainrule.check.doctor.Hypothesis.Reach;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.op.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The same mistake made in every place where it can be made: in each of three products, or in each
/// head.
final class Repeated {
  /// A kind of mistake: the how-manieth of those in a rule.
  private record Kind(
      Operation operation, int input, int number, String id, boolean isDecomposed) {}

  private Repeated() {}

  /// One hypothesis for each kind that several of `single` are of.
  static List<Hypothesis> of(List<Hypothesis> single, List<Scene> scenes) {
    Map<Kind, List<Hypothesis>> kinds = new LinkedHashMap<>();
    Map<Edge, Integer> numbers = new HashMap<>();
    for (Hypothesis hypothesis : single) {
      Change change = hypothesis.change();
      if (change != null) {
        Scene scene = scenes.get(hypothesis.isDecomposed() ? 1 : 0);
        Edge edge = change.edge();
        int number = numbers.merge(edge, 1, Integer::sum);
        Operation operation = scene.place(edge.by()).operation();
        Kind kind =
            new Kind(operation, edge.input(), number, hypothesis.id(), hypothesis.isDecomposed());
        kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(hypothesis);
      }
    }
    List<Hypothesis> repeated = new ArrayList<>();
    for (List<Hypothesis> alike : kinds.values()) {
      if (alike.size() > 1) {
        repeated.add(together(alike));
      }
    }
    return repeated;
  }

  private static Hypothesis together(List<Hypothesis> alike) {
    Map<Edge, Slice.Rule> rules = new LinkedHashMap<>();
    for (Hypothesis hypothesis : alike) {
      Change change = hypothesis.change();
      if (change != null) {
        rules.put(change.edge(), change.rule());
      }
    }
    Hypothesis first = alike.getFirst();
    return new Hypothesis(
        first.id(),
        first.because() + ", and so in %d places".formatted(rules.size()),
        first.isDecomposed(),
        Reach.OWN,
        null,
        scene -> scene.slice().with(rules));
  }
}
