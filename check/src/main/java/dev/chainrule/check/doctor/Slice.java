package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Numbers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The backward pass between one variable and the gradients that its author's lines start from.
///
/// It begins where a gradient is given (what the author had there, or 1 at the loss) and ends at
/// the variable. It can be run again with what one use contributes replaced.
final class Slice {
  /// A use of a value by an operation, by numbers that are the same in every run: what flows
  /// backwards along it is one term of the value's gradient.
  record Edge(int by, int input) {}

  /// What an edge contributes when `gradOutput` arrives at its operation; null where it cannot be.
  interface Rule {
    @Nullable NdArray contribution(Place by, int input, NdArray gradOutput);
  }

  /// Contributes nothing.
  static final Rule CUT = (by, input, gradOutput) -> null;

  private final Place target;
  private final Place root;
  private final Map<Place, NdArray> given;

  /// From the last to the first, which is the target.
  private final List<Place> order;

  private final Set<Place> members;

  /// The places whose own gradient was given to start from, and that the author's lines read.
  private final Set<Place> near = new HashSet<>();

  private final Map<Place, NdArray> gradients = new HashMap<>();
  private final Map<Edge, NdArray> contributions = new HashMap<>();

  /// @param root the loss
  /// @param given the gradients to start from
  Slice(Place target, Place root, Map<Place, NdArray> given) {
    this.target = target;
    this.root = root;
    this.given = new HashMap<>(given);
    this.order = between(target, root, given.keySet());
    this.members = new HashSet<>(order);
    if (!given.containsKey(root)) {
      this.given.put(root, NdArray.full(root.value().dtype(), root.value().shape(), 1));
    }
    findNear(given.keySet());
    Map<Place, NdArray> sums = new HashMap<>();
    run(sums, Map.of(), contributions);
    gradients.putAll(sums);
  }

  /// Whether `to` is made of `from`.
  static boolean leads(Place from, Place to) {
    return between(from, to, Set.of()).contains(to);
  }

  private static List<Place> between(Place target, Place root, Set<Place> given) {
    Set<Place> reached = new HashSet<>();
    ArrayDeque<Place> open = new ArrayDeque<>(List.of(target));
    while (!open.isEmpty()) {
      Place place = open.poll();
      boolean isSource = place == root || (place != target && given.contains(place));
      if (reached.add(place) && !isSource) {
        place.uses().forEach(use -> open.add(use.by()));
      }
    }
    List<Place> sorted = new ArrayList<>(reached);
    sorted.sort(Comparator.comparingInt(Place::number).reversed());
    // What a loss after this one makes of it does not count.
    Set<Place> alive = new HashSet<>();
    List<Place> order = new ArrayList<>();
    for (Place place : sorted) {
      boolean isSource = place == root || (place != target && given.contains(place));
      if (isSource || place.uses().stream().anyMatch(use -> alive.contains(use.by()))) {
        alive.add(place);
        order.add(place);
      }
    }
    return order;
  }

  /// Where gradients were read, only what lies between them and the target can have been written.
  private void findNear(Set<Place> read) {
    boolean any = order.stream().anyMatch(read::contains);
    for (Place place : order) {
      boolean isSource = any ? place != target && read.contains(place) : given.containsKey(place);
      if (isSource || place.uses().stream().anyMatch(use -> near.contains(use.by()))) {
        near.add(place);
      }
    }
  }

  /// The same with other gradients to start from.
  Slice from(Map<Place, NdArray> others) {
    return new Slice(target, root, others);
  }

  Place target() {
    return target;
  }

  /// Whether any gradient reaches the target.
  boolean flows() {
    return gradients.containsKey(target) && members.contains(target);
  }

  /// The gradient of the target, given what the author had.
  NdArray gradient() {
    NdArray gradient = gradients.get(target);
    return gradient == null
        ? NdArray.zeros(target.value().dtype(), target.value().shape())
        : gradient;
  }

  /// The complete gradient at `place`, which must lie in this slice.
  @Nullable NdArray gradient(Place place) {
    return gradients.get(place);
  }

  /// The gradients that were given.
  Map<Place, NdArray> given() {
    return given;
  }

  List<Place> order() {
    return order;
  }

  /// The edges that the author's lines can have been about, nearest the target last.
  List<Edge> edges() {
    List<Edge> edges = new ArrayList<>();
    for (Place place : order) {
      if (!near.contains(place) || place == target || !gradients.containsKey(place)) {
        continue;
      }
      for (int i = 0; i < place.sources().size(); i++) {
        Edge edge = new Edge(place.number(), i);
        if (contributions.containsKey(edge)) {
          edges.add(edge);
        }
      }
    }
    return edges;
  }

  /// The edges into the target itself: the terms of its gradient.
  List<Edge> terms() {
    return terms(target);
  }

  /// The edges into `place`: the terms of its gradient.
  List<Edge> terms(Place place) {
    List<Edge> terms = new ArrayList<>();
    for (Place.Use use : place.uses()) {
      Edge edge = new Edge(use.by().number(), use.input());
      if (contributions.containsKey(edge)) {
        terms.add(edge);
      }
    }
    return terms;
  }

  /// What the right rule sends along `edge`.
  NdArray contribution(Edge edge) {
    NdArray contribution = contributions.get(edge);
    if (contribution == null) {
      throw new IllegalArgumentException("no gradient flows along " + edge);
    }
    return contribution;
  }

  Place place(Edge edge) {
    for (Place place : order) {
      if (place.number() == edge.by()) {
        return place;
      }
    }
    throw new IllegalArgumentException("no such edge here: " + edge);
  }

  /// The gradient of the target when `edge` contributes what `rule` says; null where the shapes do
  /// not fit or nothing arrives.
  @Nullable NdArray with(Edge edge, Rule rule) {
    return with(Map.of(edge, rule));
  }

  /// As above, with several edges changed.
  @Nullable NdArray with(Map<Edge, Rule> rules) {
    Map<Place, NdArray> sums = new HashMap<>();
    try {
      run(sums, rules, null);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // A wrong rule may give what the rules after it cannot take: then no one can have run it.
      return null;
    }
    return sums.get(target);
  }

  private void run(
      Map<Place, NdArray> sums, Map<Edge, Rule> rules, @Nullable Map<Edge, NdArray> terms) {
    for (Place place : order) {
      NdArray gradient =
          place == target ? sums.get(place) : given.getOrDefault(place, sums.get(place));
      if (gradient == null || place == target) {
        continue;
      }
      sums.put(place, gradient);
      for (int i = 0; i < place.sources().size(); i++) {
        Place from = place.sources().get(i).place();
        if (from == null || from.number() < target.number() || !members.contains(from)) {
          continue;
        }
        if (from != target && given.containsKey(from)) {
          continue;
        }
        Edge edge = new Edge(place.number(), i);
        Rule rule = rules.get(edge);
        NdArray term =
            rule == null ? term(place, edge, gradient) : rule.contribution(place, i, gradient);
        if (term == null && rule != CUT) {
          throw new IllegalArgumentException("the mistake cannot be made here");
        }
        if (terms != null && term != null) {
          terms.put(edge, term);
        }
        if (term != null) {
          NdArray sum = sums.get(from);
          sums.put(from, sum == null ? term : Numbers.INSTANCE.add(sum, term));
        }
      }
    }
  }

  /// What the right rule gives; what it gave before where the same arrives.
  private NdArray term(Place place, Edge edge, NdArray gradient) {
    NdArray known = contributions.get(edge);
    boolean isSame = gradients.get(place) == gradient;
    return known != null && isSame ? known : right(place, edge.input(), gradient);
  }

  /// The rule of `by` for its input, summed over what was broadcast: by the forward pass, not by a
  /// gradient that an author gave another shape.
  static NdArray right(Place by, int input, NdArray gradOutput) {
    NdArray gradient = by.vjp(input, gradOutput);
    boolean isOfShape = gradOutput.shape().equals(by.value().shape());
    return isOfShape ? by.fit(input, gradient) : gradient;
  }
}
