package dev.chainrule.check.explain;

import dev.chainrule.check.explain.Document.Relation;
import dev.chainrule.check.explain.Explanation.Entry;
import dev.chainrule.check.explain.Explanation.Term;
import dev.chainrule.check.explain.Explanation.Use;
import java.util.ArrayList;
import java.util.List;

/// Says an explanation in words, formulas and tables.
public final class ExplanationText {
  private final Explanation explanation;

  private ExplanationText(Explanation explanation) {
    this.explanation = explanation;
  }

  /// The document that says `explanation`.
  public static Document of(Explanation explanation) {
    return new ExplanationText(explanation).document();
  }

  private Document document() {
    Document document = new Document();
    Entry first = explanation.entries().getFirst();
    document.heading(
        "Why %s is %s"
            .formatted(
                Entry.gradientName(first.name()) + Numerals.index(first.index()),
                Numerals.number(first.gradient())));
    if (explanation.chain().size() > 1) {
      document.words("Its way: " + String.join(" → ", quoted(explanation.chain())) + ".");
    }
    explanation.entries().forEach(entry -> document.with(entry(entry)));
    if (explanation.leftOut() > 0) {
      document.words("%d more entries were left out.", explanation.leftOut());
    }
    return document;
  }

  private static List<String> quoted(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").toList();
  }

  private Document entry(Entry entry) {
    Document document = new Document();
    boolean isCompound = !entry.name().matches("\\w+") && !entry.index().isEmpty();
    String of =
        (isCompound ? "(" + entry.name() + ")" : entry.name()) + Numerals.index(entry.index());
    document.heading(
        "%s = %s, where %s = %s%s"
            .formatted(
                entry.gradientName(),
                Numerals.number(entry.gradient()),
                of,
                Numerals.number(entry.value()),
                entry.line() > 0 ? " (line %d)".formatted(entry.line()) : ""));
    if (entry.uses().isEmpty()) {
      boolean isLoss = entry.sum() == 1;
      return document.words(
          isLoss
              ? "This is where it starts: the loss changes by 1 when it changes by 1."
              : "Nothing that leads to the loss is made of it.");
    }
    if (entry.uses().size() > 1) {
      document.words(
          "`%s` is used %d times, and what comes back from each use is added up.",
          entry.name(), entry.uses().size());
    }
    entry.uses().forEach(use -> document.with(use(entry, use)));
    return document.with(sum(entry));
  }

  private Document use(Entry entry, Use use) {
    Document document = new Document();
    boolean isNamed = use.place().equals(use.into());
    String where = use.line() > 0 ? " (line %d)".formatted(use.line()) : "";
    document.words(
        isNamed
            ? "By way of `%s = %s`%s, from %s:"
                .formatted(use.into(), use.forward(), where, rule(use))
            : "By way of `%s` in `%s`%s, from %s:"
                .formatted(use.forward(), use.place(), where, rule(use)));
    boolean isShort = use.terms().size() == 1 && use.others() == 0;
    List<Wording.Said> right = new ArrayList<>();
    right.add(new Wording.Said(use.rule(), use.latexRule()));
    if (isShort) {
      right.add(worked(use, use.terms().getFirst()));
      right.add(number(use.total()));
    }
    document.chain(
        isShort ? name(entry) : contribution(entry),
        entry.uses().size() == 1 ? Relation.IS : Relation.GETS,
        distinct(right));
    if (!use.summedAxes().isEmpty()) {
      document.words(
          "`%s` was repeated %d times along axis %s there, so these axes are summed.",
          entry.name(), use.repeated(), axes(use.summedAxes()));
    }
    return isShort ? document : document.with(table(use));
  }

  /// The only term of a use, in numbers; where the operation moves elements, which it comes from.
  private static Wording.Said worked(Use use, Term term) {
    if (!term.substituted().isEmpty()) {
      return new Wording.Said(term.substituted(), term.latexSubstituted());
    }
    String text = Entry.gradientName(use.into()) + Numerals.index(term.index());
    String latex = "d" + use.latexInto() + Numerals.latexIndex(term.index());
    if (term.derivative() == 1) {
      return new Wording.Said(text, latex);
    }
    Wording.Said factor = Numerals.signed(term.derivative());
    return new Wording.Said(factor.text() + " * " + text, factor.latex() + " \\cdot " + latex);
  }

  /// Without what only repeats the line before.
  private static List<Wording.Said> distinct(List<Wording.Said> lines) {
    List<Wording.Said> distinct = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String bare = lines.get(i).text().replaceAll("^\\((.*)\\)$", "$1");
      boolean isNext = i + 1 < lines.size() && bare.equals(lines.get(i + 1).text());
      if (!isNext) {
        distinct.add(lines.get(i));
      }
    }
    return distinct;
  }

  private static String rule(Use use) {
    return "the rule of " + use.operation();
  }

  private static Wording.Said contribution(Entry entry) {
    return new Wording.Said(Entry.gradientName(entry.name()), "d" + entry.latexName());
  }

  private static Wording.Said name(Entry entry) {
    return new Wording.Said(entry.gradientName(), gradientLatex(entry));
  }

  private static String gradientLatex(Entry entry) {
    return "d" + entry.latexName() + Numerals.latexIndex(entry.index());
  }

  private static String axes(List<Integer> axes) {
    return String.join(" and ", axes.stream().map(String::valueOf).toList());
  }

  private static Document table(Use use) {
    List<List<Wording.Said>> rows = new ArrayList<>();
    String into = use.into();
    for (Term term : use.terms()) {
      rows.add(
          List.of(
              new Wording.Said(term.index().toString(), term.index().toString()),
              number(term.derivative()),
              number(term.gradient()),
              number(term.product())));
    }
    Wording.Said none = new Wording.Said("", "");
    if (use.others() > 0) {
      String more = "and %d more".formatted(use.others());
      rows.add(
          List.of(
              new Wording.Said(more, "\\text{" + more + "}"), none, none, number(use.othersSum())));
    }
    if (rows.size() > 1) {
      rows.add(List.of(new Wording.Said("sum", "\\text{sum}"), none, none, number(use.total())));
    }
    return new Document()
        .rows(List.of("entry of " + into, "its derivative", "its gradient", "product"), rows);
  }

  private static Wording.Said number(double value) {
    return new Wording.Said(Numerals.number(value), Numerals.latex(value));
  }

  private static Document sum(Entry entry) {
    Document document = new Document();
    if (entry.uses().size() > 1) {
      List<String> totals = new ArrayList<>();
      List<String> latex = new ArrayList<>();
      for (Use use : entry.uses()) {
        Wording.Said said = Numerals.signed(use.total());
        totals.add(totals.isEmpty() ? Numerals.number(use.total()) : said.text());
        latex.add(latex.isEmpty() ? Numerals.latex(use.total()) : said.latex());
      }
      document.chain(
          name(entry),
          Relation.IS,
          List.of(
              new Wording.Said(String.join(" + ", totals), String.join(" + ", latex)),
              number(entry.sum())));
    }
    return document.words(
        entry.agrees()
            ? "✓ The sum is the gradient of the backward pass."
            : "✗ The sum %s is not the gradient of the backward pass, %s.",
        entry.agrees() ? new Object[0] : new Object[] {entry.sum(), entry.gradient()});
  }
}
