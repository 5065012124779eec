package dev.chainrule.check.explain;

import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import java.util.List;

/// Why one entry of a gradient is the number that it is: the chain from the loss to it, one level
/// after the other.
///
/// The numbers are those of the run in float64, so that rounding hides no term; where the entry is
/// NaN or infinite in the experiment's own dtypes alone, they are those of that run.
///
/// @param loss what was differentiated
/// @param subject the entry: `W1[3, 7]`
/// @param chain the named values by which the gradient comes from the loss, which is first
/// @param entries the entry, and, as deep as was asked, those whose gradients it was computed from;
///   an entry is explained once
/// @param leftOut how many entries within the depth were left out, because the explanation would be
///   too long
public record Explanation(
    Run.Loss loss, String subject, List<String> chain, List<Entry> entries, int leftOut) {
  /// How much is said.
  ///
  /// @param depth how many levels, at least 1; `Integer.MAX_VALUE` for all, down to the loss
  /// @param terms how many terms of a long sum are shown, at least 1
  public record Extent(int depth, int terms) {
    /// One level, and five terms of each sum.
    public static final Extent STANDARD = new Extent(1, 5);

    public Extent {
      if (depth < 1 || terms < 1) {
        throw new IllegalArgumentException(
            "explain: depth and terms must be at least 1; given %d and %d".formatted(depth, terms));
      }
    }
  }

  /// The gradient of one entry as a sum over the uses of the variable.
  ///
  /// @param name the variable, or the formula of a value without a name
  /// @param latexName the same in LaTeX
  /// @param index which entry of it
  /// @param line where it was made, counted from 1; 0 where there are no lines
  /// @param level 1 for the entry that was asked about
  /// @param value the entry itself
  /// @param gradient its gradient by the engine's backward pass
  /// @param sum what the terms of all uses add up to
  /// @param agrees whether the sum is the gradient, to rounding
  /// @param uses what was made of the variable; none for the loss, whose gradient is 1
  public record Entry(
      String name,
      String latexName,
      List<Integer> index,
      int line,
      int level,
      double value,
      double gradient,
      double sum,
      boolean agrees,
      List<Use> uses) {
    /// The name of its gradient: `dW1[3, 7]`.
    public String gradientName() {
      return gradientName(name) + Numerals.index(index);
    }

    static String gradientName(String name) {
      return name.matches("\\w+") ? "d" + name : "d(" + name + ")";
    }
  }

  /// One use of a variable and what it contributes: the sum, over the entries j of what was made,
  /// of ∂y_j/∂x_i times the gradient at y_j.
  ///
  /// @param into what was made of the variable: its name, or its formula
  /// @param latexInto the same in LaTeX
  /// @param forward how it was made
  /// @param operation the operation
  /// @param place the name of the step whose line this is; empty where there is none
  /// @param line its line, counted from 1; 0 where there are no lines
  /// @param rule the derivative rule that ran, in the author's names
  /// @param latexRule the same in LaTeX
  /// @param summedAxes the axes of what was made along which the variable was repeated, and over
  ///   which its gradient is therefore summed
  /// @param repeated how many times it was repeated
  /// @param terms those that are shown, the largest first
  /// @param others how many further terms there are that are not zero
  /// @param othersSum what they add up to
  /// @param total what all terms add up to
  public record Use(
      String into,
      String latexInto,
      String forward,
      String latexForward,
      String operation,
      String place,
      int line,
      String rule,
      String latexRule,
      List<Integer> summedAxes,
      int repeated,
      List<Term> terms,
      int others,
      double othersSum,
      double total) {}

  /// One entry y_j of what was made.
  ///
  /// @param index j
  /// @param derivative ∂y_j/∂x_i, by one forward derivative of the operation
  /// @param gradient the gradient at y_j
  /// @param product the two multiplied
  /// @param substituted the rule with the numbers of this entry in it, where it acts on each
  ///   element alone; else empty
  /// @param latexSubstituted the same in LaTeX
  public record Term(
      List<Integer> index,
      double derivative,
      double gradient,
      double product,
      String substituted,
      String latexSubstituted) {}

  /// Explains an entry: `W1[3, 7]`, one level deep.
  public static Explanation of(Experiment experiment, String entry) {
    return of(experiment, entry, Extent.STANDARD);
  }

  /// Explains an entry to this extent.
  ///
  /// @throws QuestionException if there is no such variable or entry, or no loss depends on it
  public static Explanation of(Experiment experiment, String entry, Extent extent) {
    Subject subject = Subject.parse(entry);
    Run own = Computation.run(experiment, Precision.OWN);
    Run twin = Computation.run(experiment, Precision.DOUBLE);
    Explanation explanation = of(twin, subject, extent);
    if (!Double.isFinite(explanation.entries().getFirst().gradient())) {
      return of(own, subject, extent);
    }
    Explanation inOwn = of(own, subject, extent);
    return Double.isFinite(inOwn.entries().getFirst().gradient()) ? explanation : inOwn;
  }

  /// Explains an entry in the numbers of one run, whose values must have been kept.
  public static Explanation of(Run run, Subject subject, Extent extent) {
    Run.Step step = Variables.find(run, subject.name());
    Computation computation = Computation.of(run, step, false);
    return new Explaining(computation, extent).of(step, subject.position(step.value().shape()));
  }

  /// Whether all sums that are shown are the gradients, to rounding.
  public boolean agrees() {
    return entries.stream().allMatch(Entry::agrees);
  }
}
