package dev.chainrule.check.explain;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.explain.Derivation.Collapse;
import dev.chainrule.check.explain.Derivation.Plain;
import dev.chainrule.check.explain.Derivation.Sent;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.check.pattern.Logits;
import dev.chainrule.check.pattern.Norms;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.fused.Normalize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Recognises, by values alone, that a variable goes into a softmax with cross entropy or into a
/// norm, and derives the short form of its gradient.
final class Collapsing {
  private final Computation in;
  private final Wording wording;
  private final Place target;

  private Collapsing(Computation in, Place target) {
    this.in = in;
    this.wording = new Wording(in);
    this.target = target;
  }

  /// What applies to `step`; null where nothing does.
  static @Nullable Collapse of(Run run, Run.Step step) {
    Computation plain = Computation.of(run, step, true);
    Place target = plain.place(step);
    return target == null ? null : new Collapsing(plain, target).find();
  }

  private @Nullable Collapse find() {
    NdArray x = target.value();
    if (x.numel() < 2) {
      return null;
    }
    Collapse crossEntropy = crossEntropy(x);
    return crossEntropy != null ? crossEntropy : norm(x);
  }

  private @Nullable Collapse crossEntropy(NdArray x) {
    NdArray gradient = in.gradientAt(target);
    Logits logits = Logits.of(x, gradient);
    if (logits == null) {
      return null;
    }
    Working working = new Working(gradient);
    working.crossEntropy(wording.of(target), x, rounded(logits.target()), logits.rows());
    return new Collapse(
        "softmax-cross-entropy",
        in.loss().name(),
        plain(in.root()),
        working.lines(),
        working.difference());
  }

  /// One-hot rows without the rounding that recovering them left.
  private static NdArray rounded(NdArray t) {
    NdArray rounded = NdArray.zeros(t.dtype(), t.shape());
    for (int i = 0; i < t.numel(); i++) {
      double whole = Math.rint(t.get(i));
      rounded.buffer().set(i, Math.abs(t.get(i) - whole) < 1e-9 ? whole : t.get(i));
    }
    return rounded;
  }

  private @Nullable Collapse norm(NdArray x) {
    for (Place place : in.graph().places()) {
      NdArray g = in.gradient(place);
      if (place.isLeaf() || place == target || g == null) {
        continue;
      }
      Normalize norm = Norms.between(x, place.value());
      if (norm != null && isAll(norm, x, place, g)) {
        Working working = new Working(in.gradientAt(target));
        working.norm(norm, wording.of(target), wording.of(place), wording.gradient(place), x, g);
        return new Collapse(
            "norm", wording.of(place).text(), plain(place), working.lines(), working.difference());
      }
    }
    return null;
  }

  /// Whether nothing reaches the variable but through the norm.
  private boolean isAll(Normalize norm, NdArray x, Place place, NdArray g) {
    List<NdArray> inputs = List.of(x, NdArray.number(1.0), NdArray.number(0.0));
    NdArray through = norm.vjp(Numbers.INSTANCE, 0, inputs, place.value(), g);
    return Closeness.areClose(through, in.gradientAt(target));
  }

  /// The plain steps from the variable to `end`, the last first.
  private List<Plain> plain(Place end) {
    Set<Place> reached = new HashSet<>(Set.of(target));
    List<Plain> steps = new ArrayList<>();
    for (Place place : in.graph().places()) {
      boolean isUser = place.sources().stream().anyMatch(s -> reached.contains(s.place()));
      if (!isUser || in.gradient(place) == null || place.number() > end.number()) {
        continue;
      }
      reached.add(place);
      List<Sent> sent = new ArrayList<>();
      for (int i = 0; i < place.sources().size(); i++) {
        Place from = place.sources().get(i).place();
        if (from != null && reached.contains(from)) {
          sent.add(
              new Sent(wording.gradient(from).text(), wording.said(wording.rule(place, i)).text()));
        }
      }
      steps.addFirst(new Plain(wording.of(place).text(), wording.forward(place).text(), sent));
    }
    return steps;
  }
}
