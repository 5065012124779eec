package dev.chainrule.check.explain;

import dev.chainrule.check.explain.Derivation.Collapse;
import dev.chainrule.check.explain.Derivation.Line;
import dev.chainrule.check.explain.Derivation.Plain;
import dev.chainrule.check.explain.Derivation.Sent;
import dev.chainrule.check.explain.Derivation.Shaped;
import dev.chainrule.check.explain.Derivation.Use;
import dev.chainrule.check.explain.Document.Relation;
import dev.chainrule.check.explain.Wording.Said;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Says a derivation in words and formulas.
public final class DerivationText {
  private final Derivation derivation;

  private DerivationText(Derivation derivation) {
    this.derivation = derivation;
  }

  /// The document that says `derivation`.
  public static Document of(Derivation derivation) {
    return new DerivationText(derivation).document();
  }

  private Document document() {
    Document document = new Document();
    document.heading(
        "The gradient of %s with respect to %s %s%s"
            .formatted(
                derivation.loss().name(),
                derivation.variable(),
                derivation.shape(),
                line(derivation.line())));
    if (derivation.uses().isEmpty()) {
      return document.words("This is where it starts: the loss changes by 1 when it changes by 1.");
    }
    document.words(
        "Its way: "
            + derivation.chain().stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(" → "))
            + ".");
    int count = derivation.uses().size();
    for (int i = 0; i < count; i++) {
      if (count > 1) {
        document.heading("Use %d of %d".formatted(i + 1, count));
      }
      document.with(use(derivation.uses().get(i)));
    }
    if (count > 1) {
      document.words("`%s` is the sum over its %d uses.", gradient(), count);
    }
    document.words(
        derivation.agrees()
            ? "✓ Computed so, it is the gradient of the backward pass."
            : "✗ Computed so, it is not the gradient of the backward pass.");
    Collapse collapse = derivation.collapse();
    return collapse == null ? document : document.with(collapse(collapse));
  }

  private String gradient() {
    return "d" + derivation.variable();
  }

  private static String line(int line) {
    return line > 0 ? " (line %d)".formatted(line) : "";
  }

  private Document use(Use use) {
    boolean isNamed = use.place().equals(use.into());
    Document document = new Document();
    document.words(
        isNamed ? "Forward, in `%s`%s:" : "Forward, on the way to `%s`%s:",
        use.place(),
        line(use.line()));
    Said forward = new Said(use.forward(), use.latexForward());
    if (isNamed) {
      document.chain(Wording.name(use.into()), Relation.IS, List.of(forward));
    } else {
      document.formula(forward);
    }
    document.words("Shapes: %s → %s.", shapes(use.inputs()), use.output());
    document.words("Backward, by the rule of %s:", use.operation());
    document.chain(
        new Said(gradient(), "d" + derivation.latexVariable()),
        derivation.uses().size() == 1 ? Relation.IS : Relation.GETS,
        List.of(new Said(use.rule(), use.latexRule())));
    return document.words("Shapes: " + dimensions(use));
  }

  private String dimensions(Use use) {
    List<Shaped> steps = new ArrayList<>(use.steps());
    steps.removeIf(step -> step.formula().equals(use.rule()) && use.steps().size() > 1);
    String fits = "the shape of `%s` ✓".formatted(derivation.variable());
    if (use.summedAxes().isEmpty()) {
      return "%s → %s, %s".formatted(shapes(steps), use.given(), fits);
    }
    return "%s → %s; `%s` was repeated along axis %s, so that is summed: %s, %s"
        .formatted(
            shapes(steps),
            use.given(),
            derivation.variable(),
            use.summedAxes().stream().map(String::valueOf).collect(Collectors.joining(" and ")),
            derivation.shape(),
            fits);
  }

  private static String shapes(List<Shaped> shaped) {
    return shaped.stream()
        .map(each -> "`" + each.formula() + "` " + shape(each.shape()))
        .collect(Collectors.joining(", "));
  }

  private static String shape(Shape shape) {
    return shape.toString();
  }

  private Document collapse(Collapse collapse) {
    boolean isNorm = collapse.kind().equals("norm");
    Document document = new Document();
    document.heading(
        isNorm
            ? "Together: a norm, from %s to %s".formatted(derivation.variable(), collapse.to())
            : "Together: softmax and cross entropy");
    document.words("The plain steps, from the last to the first, and what each sends back:");
    for (Plain step : collapse.plain()) {
      String sent =
          step.sent().stream().map(DerivationText::sent).collect(Collectors.joining(", "));
      String of =
          step.value().equals(step.forward())
              ? step.value()
              : step.value() + " = " + step.forward();
      document.words("  `%s`: %s", of, sent);
    }
    document.words("In symbols, with each line computed:");
    for (Line each : collapse.lines()) {
      document.words("%s%s:", each.because(), each.agrees() ? "" : " (✗ not equal)");
      List<Said> forms = new ArrayList<>();
      for (int i = 0; i < each.forms().size(); i++) {
        forms.add(new Said(each.forms().get(i), each.latexForms().get(i)));
      }
      document.chain(new Said(each.left(), each.latexLeft()), Relation.IS, forms);
    }
    return document.words(
        "%s The last line is the gradient: the largest difference is %s of its largest entry.",
        collapse.largestDifference() < 1e-7 ? "✓" : "✗",
        Numerals.number(collapse.largestDifference()));
  }

  private static String sent(Sent sent) {
    return "`" + sent.to() + " gets " + sent.rule() + "`";
  }
}
