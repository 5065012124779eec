package dev.chainrule.check.explain;

import dev.chainrule.Gradients;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.explain.Explanation.Entry;
import dev.chainrule.check.explain.Explanation.Extent;
import dev.chainrule.check.explain.Explanation.Term;
import dev.chainrule.check.explain.Explanation.Use;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Elementwise;
import dev.chainrule.shape.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Works an explanation out: level by level from the entry towards the loss.
///
/// The derivatives ∂y_j/∂x_i of all entries of y come from one forward derivative of the operation
/// with a tangent that is 1 at x_i and 0 elsewhere, so no operation needs code of its own.
final class Explaining {
  /// More entries than this are not read by anyone.
  private static final int MOST_ENTRIES = 200;

  /// How many terms of a sum are followed to the next level.
  private static final int FOLLOWED = 3;

  /// The part of the sum of the absolute terms that may be rounding.
  private static final double ROUNDING = 1e-9;

  /// The same in float32.
  private static final double ROUNDING_32 = 1e-4;

  private record Asked(Place place, int position, int level) {}

  /// A place and a position: what is explained once.
  private record Spot(int place, int position) {}

  private final Computation in;
  private final Extent extent;
  private final ArrayDeque<Asked> open = new ArrayDeque<>();
  private final Set<Spot> asked = new HashSet<>();
  private int leftOut;

  Explaining(Computation in, Extent extent) {
    this.in = in;
    this.extent = extent;
  }

  Explanation of(Run.Step step, int position) {
    Place target = in.place(step);
    if (target == null) {
      throw new IllegalArgumentException("not in this computation: " + step.name());
    }
    List<Entry> entries = new ArrayList<>();
    ask(target, position, 1);
    while (!open.isEmpty()) {
      Asked next = open.poll();
      if (entries.size() == MOST_ENTRIES) {
        leftOut++;
      } else {
        entries.add(entry(next));
      }
    }
    String index = Numerals.index(Subject.index(step.value().shape(), position));
    return new Explanation(
        in.loss(), step.name() + index, in.chain(target), List.copyOf(entries), leftOut);
  }

  private void ask(Place place, int position, int level) {
    if (asked.add(new Spot(place.number(), position))) {
      open.add(new Asked(place, position, level));
    }
  }

  private Entry entry(Asked asked) {
    Place place = asked.place();
    List<Use> uses = new ArrayList<>();
    double sum = place == in.root() ? 1 : 0;
    double weight = Math.abs(sum);
    for (Place.Use use : in.uses(place)) {
      double[] derivatives = derivatives(use, asked.position());
      double[] products = products(use, derivatives);
      uses.add(use(use, asked, derivatives, products));
      sum += Arrays.stream(products).sum();
      weight += Arrays.stream(products).map(Math::abs).sum();
    }
    double gradient = in.gradientAt(place).get(asked.position());
    Run.Step line = in.line(place);
    Wording.Said name = new Wording(in).of(place);
    return new Entry(
        name.text(),
        name.latex(),
        Subject.index(place.value().shape(), asked.position()),
        line == null ? 0 : line.line(),
        asked.level(),
        place.value().get(asked.position()),
        gradient,
        sum,
        agree(sum, gradient, weight, place),
        List.copyOf(uses));
  }

  private static boolean agree(double sum, double gradient, double weight, Place place) {
    if (!Double.isFinite(sum) || !Double.isFinite(gradient)) {
      return Double.isFinite(sum) == Double.isFinite(gradient);
    }
    boolean isWide = place.value().dtype() == DType.FLOAT64;
    return Math.abs(sum - gradient) <= (isWide ? ROUNDING : ROUNDING_32) * weight;
  }

  /// ∂y_j/∂x_i for every j, at one i.
  private static double[] derivatives(Place.Use use, int position) {
    Place by = use.by();
    Tensor[] inputs = by.inputs().stream().map(Tensor::of).toArray(Tensor[]::new);
    Tensor x = inputs[use.input()];
    NdArray tangent = NdArray.zeros(x.dtype(), x.shape());
    tangent.buffer().set(position, 1);
    Tensor derivative =
        Gradients.jacobianVectorProduct(
            moving -> {
              Tensor[] changed = inputs.clone();
              changed[use.input()] = moving;
              return Tensor.apply(by.operation(), changed);
            },
            x,
            Tensor.of(tangent));
    return derivative.toDoubleArray();
  }

  private double[] products(Place.Use use, double[] derivatives) {
    NdArray gradient = in.gradientAt(use.by());
    double[] products = new double[derivatives.length];
    for (int j = 0; j < products.length; j++) {
      // What does not depend on the entry contributes nothing, not 0·∞.
      products[j] = derivatives[j] == 0 ? 0 : derivatives[j] * gradient.get(j);
    }
    return products;
  }

  private Use use(Place.Use use, Asked asked, double[] derivatives, double[] products) {
    Place by = use.by();
    List<Integer> order =
        IntStream.range(0, products.length)
            .filter(j -> derivatives[j] != 0 || products.length == 1)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -Math.abs(products[j])))
            .toList();
    List<Integer> shown = order.subList(0, Math.min(extent.terms(), order.size()));
    List<Term> terms = new ArrayList<>();
    for (int j : shown) {
      terms.add(term(use, j, derivatives[j], products[j]));
    }
    if (asked.level() < extent.depth()) {
      shown.stream()
          .limit(FOLLOWED)
          .filter(j -> products[j] != 0)
          .forEach(j -> ask(by, j, asked.level() + 1));
    }
    double others = 0;
    for (int j : order.subList(shown.size(), order.size())) {
      others += products[j];
    }
    return described(
        use, terms, order.size() - shown.size(), others, Arrays.stream(products).sum());
  }

  private Use described(
      Place.Use use, List<Term> terms, int others, double othersSum, double total) {
    Place by = use.by();
    Wording wording = new Wording(in);
    Wording.Said rule = wording.said(wording.rule(by, use.input()));
    Wording.Said forward = wording.forward(by);
    Run.Step line = in.line(by);
    Shape own = by.sources().get(use.input()).value().shape();
    Shape raw = by.vjp(use.input(), in.gradientAt(by)).shape();
    return new Use(
        wording.of(by).text(),
        wording.of(by).latex(),
        forward.text(),
        forward.latex(),
        by.operation().name(),
        line == null ? "" : line.name(),
        line == null ? 0 : line.line(),
        rule.text(),
        rule.latex(),
        Repetition.axes(own, raw),
        own.numel() == 0 ? 1 : raw.numel() / own.numel(),
        List.copyOf(terms),
        others,
        othersSum,
        total);
  }

  private Term term(Place.Use use, int j, double derivative, double product) {
    Place by = use.by();
    Shape shape = by.value().shape();
    Wording.Said substituted = new Wording.Said("", "");
    if (by.operation() instanceof Elementwise) {
      substituted = new Wording(in).rule(by, use.input(), array -> Numerals.at(array, shape, j));
    }
    return new Term(
        Subject.index(shape, j),
        derivative,
        in.gradientAt(by).get(j),
        product,
        substituted.text(),
        substituted.latex());
  }
}
