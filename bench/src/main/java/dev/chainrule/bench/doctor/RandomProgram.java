package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// One random program, while it is written.
///
/// Forward, it applies operations to what is there, [Rules]; each brings what it adds to the
/// gradients of its inputs. Backward, it goes through the variables from the last to the first and
/// adds up what has come together.
final class RandomProgram {
  private static final int STEPS_AT_LEAST = 3;
  private static final int STEPS_AT_MOST = 9;

  final Random random;
  private final List<String> lines = new ArrayList<>();
  private final List<String> backward = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final Map<String, List<Part>> parts = new LinkedHashMap<>();

  private RandomProgram(long seed) {
    random = new Random(seed);
  }

  /// The program of that seed, as the text of a worksheet.
  static String draw(long seed) {
    return new RandomProgram(seed).write(seed);
  }

  private String write(long seed) {
    lines.add("import torch");
    lines.add("import torch.nn.functional as F");
    lines.add("");
    lines.add("g = torch.Generator().manual_seed(" + Math.floorMod(seed, 99_991) + ")");
    leaf(List.of(size(), size()));
    if (random.nextBoolean()) {
      leaf(List.of(size(), size()));
    }
    int steps = STEPS_AT_LEAST + random.nextInt(STEPS_AT_MOST - STEPS_AT_LEAST);
    for (int i = 0; i < steps; ) {
      i += Rules.apply(this, places.get(random.nextInt(places.size()))) ? 1 : 0;
    }
    loss();
    lines.add("");
    for (Place place : places.reversed()) {
      gradient(place);
    }
    lines.addAll(backward);
    return String.join("\n", lines) + "\n";
  }

  int size() {
    return 2 + random.nextInt(4);
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  List<Place> places() {
    return places;
  }

  /// A new leaf with entries of a normal distribution.
  Place leaf(List<Integer> sizes) {
    Place leaf = new Place("v" + places.size(), sizes, 3, true);
    places.add(leaf);
    boolean wants = random.nextBoolean();
    lines.add(
        "%s = torch.randn(%s, generator=g%s)"
            .formatted(leaf.name(), leaf.shape(), wants ? ", requires_grad=True" : ""));
    return leaf;
  }

  /// A constant, which has no gradient.
  String constant(String text) {
    String name = "k" + lines.size();
    lines.add(name + " = " + text);
    return name;
  }

  /// Where the next result goes: for rules that speak of it.
  Place next(List<Integer> sizes, double bound, boolean distinct) {
    return new Place("v" + places.size(), sizes, bound, distinct);
  }

  /// Adds the line that computes `result`, and what it adds to the gradients of its inputs.
  void step(Place result, String text, Part... uses) {
    places.add(result);
    lines.add(result.name() + " = " + text);
    for (Part use : uses) {
      used.add(use.to().name());
      parts.computeIfAbsent(use.to().name(), name -> new ArrayList<>()).add(use);
    }
  }

  /// A weighed sum of all that nothing else uses.
  private void loss() {
    List<String> terms = new ArrayList<>();
    for (Place place : List.copyOf(places)) {
      if (used.contains(place.name())) {
        continue;
      }
      String pull = constant("torch.randn(%s, generator=g)".formatted(place.shape()));
      boolean mean = random.nextInt(3) == 0 && place.rank() > 0;
      int count = place.sizes().stream().reduce(1, (a, b) -> a * b);
      terms.add("(%s * %s).%s()".formatted(place.name(), pull, mean ? "mean" : "sum"));
      Part part =
          mean
              ? Part.of(place, pull + " / " + count, pull + " * (1 / " + count + ")")
              : Part.of(place, pull, "1.0 * " + pull, pull + ".clone()");
      parts.computeIfAbsent(place.name(), name -> new ArrayList<>()).add(part);
    }
    lines.add("loss = " + String.join(" + ", terms));
  }

  private void gradient(Place place) {
    List<Part> terms = new ArrayList<>(parts.getOrDefault(place.name(), List.of()));
    Collections.shuffle(terms, random);
    String name = place.gradient();
    String zeros =
        random.nextBoolean()
            ? "torch.zeros_like(" + place.name() + ")"
            : "torch.zeros(" + place.shape() + ")";
    boolean inPlace = random.nextInt(3) == 0;
    boolean loops = terms.stream().anyMatch(t -> !t.loops().isEmpty()) && random.nextInt(3) == 0;
    if (inPlace || loops) {
      backward.add(name + " = " + zeros);
      for (Part term : terms) {
        if (!term.loops().isEmpty() && (loops || term.ways().isEmpty())) {
          pick(term.loops()).forEach(line -> backward.add(line.replace("TO", name)));
        } else {
          backward.add(name + " += " + pick(term.ways()));
        }
      }
      return;
    }
    List<Part> withoutWays = terms.stream().filter(term -> term.ways().isEmpty()).toList();
    List<String> sum =
        terms.stream().filter(term -> !term.ways().isEmpty()).map(t -> pick(t.ways())).toList();
    if (sum.isEmpty()) {
      backward.add(name + " = " + zeros);
    } else if (sum.size() > 1 && random.nextBoolean()) {
      backward.add(name + " = " + sum.getFirst() + (aliases(sum.getFirst()) ? " + 0" : ""));
      sum.stream().skip(1).forEach(term -> backward.add(name + " += " + term));
    } else {
      boolean copy = !withoutWays.isEmpty() && aliases(sum.getFirst()) && sum.size() == 1;
      backward.add(name + " = " + String.join(" + ", sum) + (copy ? " + 0" : ""));
    }
    for (Part term : withoutWays) {
      pick(term.loops()).forEach(line -> backward.add(line.replace("TO", name)));
    }
  }

  /// Whether an expression may be a view of what it is made of, so that adding to it in place would
  /// change that too.
  private static boolean aliases(String expression) {
    return !expression.contains(" ")
        || !expression.matches(".* [-+*/@] .*")
        || expression.contains("view")
        || expression.contains("expand")
        || expression.contains("reshape");
  }
}
