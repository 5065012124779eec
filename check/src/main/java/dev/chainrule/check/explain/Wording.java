package dev.chainrule.check.explain;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.graph.Place;
import dev.chainrule.expr.Evaluation;
import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Expr.Apply;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.expr.Formula;
import dev.chainrule.expr.Rule;
import dev.chainrule.expr.Symbols;
import dev.chainrule.op.Operation;
import dev.chainrule.op.elementwise.To;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Formulas in the author's names: what has no name is written out, as far as that stays short.
final class Wording {
  /// An unnamed value whose formula is longer than this is named by its operation alone.
  private static final int LONGEST = 44;

  private static final int DEEPEST = 6;

  private final Computation in;
  private final List<Said> words = new ArrayList<>();

  /// A name as it is printed.
  record Said(String text, String latex) {}

  Wording(Computation in) {
    this.in = in;
  }

  Said said(Expr expr) {
    return new Said(
        Formula.text(expr, word -> words.get(word.input()).text()),
        Formula.latex(expr, word -> words.get(word.input()).latex()));
  }

  /// What a reader would call the value of `place`.
  Said of(Place place) {
    return said(expr(place));
  }

  /// What a reader would call the gradient of the value of `place`.
  Said gradient(Place place) {
    return gradient(place, of(place));
  }

  private Said gradient(Place place, Said value) {
    boolean isName = in.step(place) != null || value.text().matches("\\w+");
    return isName
        ? new Said("d" + value.text(), "d" + value.latex())
        : new Said("d(" + value.text() + ")", "d(" + value.latex() + ")");
  }

  /// How the value of `place` is made of its inputs; for a leaf its name.
  Said forward(Place place) {
    return said(place.isLeaf() ? expr(place) : applied(place, DEEPEST));
  }

  /// What the rule that ran gives `input` of `by`, from the gradient at `by`.
  Expr rule(Place by, int input) {
    Rule rule = Rule.of(by.operation(), input, by.sources().size());
    return Evaluation.of(
        rule.gradInput(), Symbols.INSTANCE, inputs(by, DEEPEST), expr(by), word(gradient(by)));
  }

  /// The same with a number for every variable, each of which `at` takes from an array.
  Said rule(Place by, int input, ToDoubleFunction<NdArray> at) {
    Rule rule = Rule.of(by.operation(), input, by.sources().size());
    List<Expr> x = new ArrayList<>();
    for (Place.Source source : by.sources()) {
      x.add(word(Numerals.signed(at.applyAsDouble(source.value()))));
    }
    Expr y = word(Numerals.signed(at.applyAsDouble(by.value())));
    Expr g = word(Numerals.signed(at.applyAsDouble(in.gradientAt(by))));
    return said(Evaluation.of(known(rule, by), Symbols.INSTANCE, x, y, g));
  }

  /// The rule with the numbers of the forward pass in their places, so that what they decide is
  /// decided.
  private static Expr known(Rule rule, Place by) {
    List<Expr> x = new ArrayList<>();
    for (int i = 0; i < by.sources().size(); i++) {
      Place.Source source = by.sources().get(i);
      x.add(isNumber(source) ? new Expr.Constant(source.value().get(0)) : Variable.x(i));
    }
    return Evaluation.of(rule.gradInput(), Symbols.INSTANCE, x, Variable.Y, Variable.GRAD_OUTPUT);
  }

  private static boolean isNumber(Place.Source source) {
    return source.place() == null && source.value().isNumber();
  }

  Expr expr(Place place) {
    return expr(place, DEEPEST);
  }

  private Expr expr(Place place, int depth) {
    Run.Step step = in.step(place);
    if (step != null) {
      return word(name(step.name()));
    }
    if (place.isLeaf()) {
      return word(plain("leaf"));
    }
    Operation operation = place.operation();
    if (operation instanceof To && place.sources().getFirst().place() != null) {
      return expr(place.sources().getFirst().place(), depth);
    }
    if (depth > 0) {
      int before = words.size();
      Expr applied = applied(place, depth - 1);
      if (said(applied).text().length() <= LONGEST) {
        return applied;
      }
      words.subList(before, words.size()).clear();
    }
    return word(
        new Said(operation.name() + "(…)", "\\operatorname{" + operation.name() + "}(\\dots)"));
  }

  /// What a reader would call the value of `source`.
  Said of(Place.Source source) {
    return said(expr(source, DEEPEST));
  }

  /// The inputs of `place`, in names.
  List<Expr> inputs(Place place) {
    return inputs(place, DEEPEST);
  }

  /// The gradient at `place`, as a word.
  Expr gradientWord(Place place) {
    return word(gradient(place));
  }

  private Expr applied(Place place, int depth) {
    return Symbols.INSTANCE.apply(place.operation(), inputs(place, depth)) instanceof Apply apply
        ? apply
        : new Apply(place.operation(), inputs(place, depth));
  }

  private List<Expr> inputs(Place place, int depth) {
    List<Expr> inputs = new ArrayList<>();
    for (Place.Source source : place.sources()) {
      inputs.add(expr(source, depth));
    }
    return inputs;
  }

  private Expr expr(Place.Source source, int depth) {
    if (source.place() != null) {
      return expr(source.place(), depth);
    }
    if (isNumber(source)) {
      return new Expr.Constant(source.value().get(0));
    }
    for (Run.Step step : in.run().steps()) {
      if (isSame(step.value().array(), source.value())) {
        return word(name(step.name()));
      }
    }
    return word(
        plain(
            switch (source.value().dtype()) {
              case INT64 -> "index";
              case BOOL -> "mask";
              case FLOAT32, FLOAT64 -> "constant";
            }));
  }

  private static boolean isSame(NdArray named, NdArray used) {
    return named.hasElements()
        && used.hasElements()
        && named.buffer() == used.buffer()
        && named.offset() == used.offset()
        && named.shape().equals(used.shape());
  }

  private Expr word(Said said) {
    words.add(said);
    return Variable.x(words.size() - 1);
  }

  static Said name(String name) {
    return new Said(name, "\\mathit{" + name.replace("_", "\\_") + "}");
  }

  private static Said plain(String word) {
    return new Said(word, "\\text{" + word + "}");
  }
}
