package dev.chainrule.check.explain;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.explain.Derivation.Shaped;
import dev.chainrule.check.explain.Derivation.Use;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.expr.Evaluation;
import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Rule;
import dev.chainrule.expr.Symbols;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Numbers;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/// Works a derivation out.
final class Deriving {
  /// In float64, of the terms of a sum.
  private static final double ROUNDING = 1e-12;

  private final Computation in;
  private final Wording wording;

  private Deriving(Computation in) {
    this.in = in;
    this.wording = new Wording(in);
  }

  static Derivation of(Run run, Run.Step step) {
    Computation in = Computation.of(run, step, false);
    return new Deriving(in).of(step);
  }

  private Derivation of(Run.Step step) {
    Place target = in.place(step);
    if (target == null) {
      throw new IllegalArgumentException("not in this computation: " + step.name());
    }
    List<Use> uses = new ArrayList<>();
    in.uses(target).forEach(use -> uses.add(use(use)));
    return new Derivation(
        in.loss(),
        step.name(),
        Wording.name(step.name()).latex(),
        step.value().shape(),
        step.line(),
        in.chain(target),
        List.copyOf(uses),
        agree(target, in.gradientAt(target), in.engineGradient(step)),
        Collapsing.of(in.run(), step));
  }

  /// Whether two gradients of `target` are the same but for rounding: in proportion to what is
  /// summed, which may cancel to nothing, as for a bias before a norm.
  private boolean agree(Place target, NdArray sum, NdArray engine) {
    double terms = 0;
    for (Place.Use use : in.uses(target)) {
      double repeated = (double) use.by().value().numel() / Math.max(1, target.value().numel());
      terms += Closeness.largest(in.gradientAt(use.by())) * Math.max(1, repeated);
    }
    boolean cancels = true;
    for (int i = 0; i < sum.numel(); i++) {
      cancels &= Math.abs(sum.get(i) - engine.get(i)) <= ROUNDING * terms;
    }
    return cancels || Closeness.areClose(sum, engine);
  }

  private Use use(Place.Use use) {
    Place by = use.by();
    Run.Step line = in.line(by);
    Wording.Said forward = wording.forward(by);
    Wording.Said rule = wording.said(wording.rule(by, use.input()));
    Shape given = by.vjp(use.input(), in.gradientAt(by)).shape();
    Shape own = by.sources().get(use.input()).value().shape();
    return new Use(
        wording.of(by).text(),
        line == null ? "" : line.name(),
        line == null ? 0 : line.line(),
        by.operation().name(),
        forward.text(),
        forward.latex(),
        inputs(by),
        by.value().shape(),
        rule.text(),
        rule.latex(),
        steps(by, use.input()),
        given,
        Repetition.axes(own, given));
  }

  private List<Shaped> inputs(Place by) {
    List<Shaped> inputs = new ArrayList<>();
    for (Place.Source source : by.sources()) {
      if (!source.value().isNumber()) {
        inputs.add(new Shaped(wording.of(source).text(), source.value().shape()));
      }
    }
    return inputs;
  }

  /// The arrays that the rule reads, and what operations other than elementwise ones make of them.
  private List<Shaped> steps(Place by, int input) {
    Rule rule = Rule.of(by.operation(), input, by.sources().size());
    List<Shaped> steps = new ArrayList<>();
    collect(rule.gradInput(), by, steps);
    return List.copyOf(steps);
  }

  private void collect(Expr expr, Place by, List<Shaped> steps) {
    if (expr instanceof Expr.Apply apply) {
      apply.inputs().forEach(part -> collect(part, by, steps));
      if (apply.operation() instanceof Elementwise) {
        return;
      }
    }
    NdArray value =
        Evaluation.of(expr, Numbers.INSTANCE, by.inputs(), by.value(), in.gradientAt(by));
    Shaped step = new Shaped(inNames(expr, by), value.shape());
    if (!value.isNumber() && !steps.contains(step)) {
      steps.add(step);
    }
  }

  private String inNames(Expr expr, Place by) {
    return wording
        .said(
            Evaluation.of(
                expr,
                Symbols.INSTANCE,
                wording.inputs(by),
                wording.expr(by),
                wording.gradientWord(by)))
        .text();
  }
}
